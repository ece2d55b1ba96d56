using Microsoft.Extensions.Time.Testing;

namespace RetailConnect.Http.Tests;

/// <summary>A vendor's own bucket at the end of a slow line, in virtual time; a call that it would have to refuse fails the test.</summary>
internal sealed class BucketVendor(double rate, double size)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider time = new(Waiting.Start);
    private readonly List<(DateTimeOffset Due, Action Happen)> events = [];
    private CostBudget? budget;
    private double spent;

    public int Answered { get; private set; }

    private CostBudget Budget => budget ??= new(rate, size, time);

    /// <summary>Acquires the cost, then lets the call arrive and its answer come back after their latencies.</summary>
    public void Call(double cost, double actual, TimeSpan there, TimeSpan back)
    {
        var granted = Budget.AcquireAsync(Waiting.Claim(cost), CancellationToken.None).AsTask();
        for (var waited = 0; !granted.IsCompleted; waited++)
        {
            Assert.True(waited < 60_000, "It is never granted.");
            Run(Step);
        }

        granted.GetAwaiter().GetResult();
        events.Add((time.GetUtcNow() + there, () => Arrive(cost, actual, back)));
        Happen();
    }

    public void Run(TimeSpan span)
    {
        for (var passed = TimeSpan.Zero; passed < span; passed += Step)
        {
            time.Advance(Step);
            spent = Math.Max(0, spent - (rate * Step.TotalSeconds));
            Happen();
        }
    }

    private void Arrive(double cost, double actual, TimeSpan back)
    {
        Assert.True(size - spent >= cost - 1e-6, $"The vendor has {size - spent} left and must refuse a call of {cost}.");
        spent += actual;
        var available = size - spent;
        events.Add((time.GetUtcNow() + back, () =>
        {
            Budget.Release(cost, null);
            Budget.Learn(cost, actual, available, size, rate);
            Answered++;
        }));
    }

    private void Happen()
    {
        while (events.FindIndex(item => item.Due <= time.GetUtcNow()) is >= 0 and var next)
        {
            var happen = events[next].Happen;
            events.RemoveAt(next);
            happen();
        }
    }
}
