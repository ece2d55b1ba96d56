using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Http.Tests;

/// <summary>Acquires from a budget in virtual time.</summary>
internal static class Waiting
{
    public static readonly DateTimeOffset Start = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static CallClaim Claim(double cost = 1, CallPriority priority = CallPriority.Orders, string tenant = "northwind") => new(new(tenant), priority, cost);

    /// <summary>Asks on a thread of its own, so that a budget which spins instead of waiting fails the test and doesn't hang it.</summary>
    public static Task<Task> Ask(this RateBudget budget, double cost = 1, CancellationToken cancellationToken = default) =>
        Task.Factory.StartNew(() => budget.AcquireAsync(Claim(cost), cancellationToken).AsTask(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience, CancellationToken.None);

    /// <summary>True when the budget gives at once what a call needs; otherwise the call gives up its place.</summary>
    public static async Task<bool> HasAsync(this RateBudget budget, double cost, CallPriority priority = CallPriority.Orders)
    {
        using var impatience = new CancellationTokenSource();
        var asked = budget.AcquireAsync(Claim(cost, priority), impatience.Token).AsTask();
        var had = asked.IsCompleted;
        await impatience.CancelAsync();
        return had;
    }

    /// <summary>Lets the clock run in steps until an answer is there; returns how long it took.</summary>
    public static TimeSpan Until(this FakeTimeProvider time, Task asked, TimeSpan step)
    {
        var started = time.GetUtcNow();
        while (!asked.IsCompleted)
        {
            Assert.True(time.GetUtcNow() - started < TimeSpan.FromHours(2), "It is never granted.");
            time.Advance(step);
        }

        return time.GetUtcNow() - started;
    }

    /// <summary>The same on a thread of its own, for budgets that might spin.</summary>
    public static Task<TimeSpan> UntilAsync(this FakeTimeProvider time, Task asked, TimeSpan step) =>
        Task.Factory.StartNew(() => time.Until(asked, step), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(Patience);

    public static Task Soon(this Task granted) => granted.WaitAsync(Patience);

    public static HttpResponseMessage Refusal(int? seconds = null)
    {
        var response = new HttpResponseMessage(System.Net.HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = seconds is { } wait ? new(TimeSpan.FromSeconds(wait)) : null;
        return response;
    }
}
