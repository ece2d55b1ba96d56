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

    /// <summary>Acquires the cost, then lets the call arrive, its answer come back and be read after their latencies.</summary>
    public void Call(Trip trip)
    {
        var granted = Budget.AcquireAsync(trip.Claim, CancellationToken.None).AsTask();
        for (var waited = 0; !granted.IsCompleted; waited++)
        {
            Assert.True(waited < 60_000, "It is never granted.");
            Run(Step);
        }

        granted.GetAwaiter().GetResult();
        events.Add((time.GetUtcNow() + trip.There, () => Arrive(trip)));
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

    private void Arrive(Trip trip)
    {
        var cost = trip.Claim.Cost;
        Assert.True(size - spent >= cost - 1e-6, $"The vendor has {size - spent} left and must refuse a call of {cost}.");
        spent += trip.Actual;
        var available = size - spent;
        events.Add((time.GetUtcNow() + trip.Back, () =>
        {
            Budget.Release(cost, new());
            events.Add((time.GetUtcNow() + trip.Reading, () =>
            {
                Budget.Learn(cost, trip.Actual, available, size, rate);
                Answered++;
            }));
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

    /// <summary>A call and how long each part of its way takes.</summary>
    public sealed record Trip(CallClaim Claim, double Actual, TimeSpan There, TimeSpan Back, TimeSpan Reading);
}
