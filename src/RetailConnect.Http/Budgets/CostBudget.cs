namespace RetailConnect.Http;

/// <summary>A leaky bucket of cost points, kept as a ledger: what is asked is debited before the call, what was not used is refunded after it.</summary>
/// <remarks>
/// The ledger never takes over the vendor's balance, because answers arrive out of order; it only corrects downwards, to the most that the vendor can have left after what
/// it said. It restores slightly slower than the vendor, so that it never runs ahead. Until the first answer tells how full the bucket is, calls go one at a time. Each
/// priority leaves a tenth of the bucket to each one above it: that costs nothing of the rate, and an order finds something left beside a backfill.
/// </remarks>
/// <param name="restoreRate">Points restored per second, until the vendor states its own.</param>
/// <param name="size">Size of the bucket, until the vendor states its own.</param>
/// <param name="time">The clock.</param>
/// <param name="share">This host's part of rate and size, where several hosts share the account.</param>
public sealed class CostBudget(double restoreRate, double size, TimeProvider time, double share = 1) : RateBudget(time)
{
    private const double Slower = 0.9995;
    private const double Left = 0.1;
    private const double Tiny = 1e-9;
    private const double Weight = 0.1;
    private readonly Flights flights = new(time);
    private double rate = restoreRate * share;
    private double most = size * share;
    private double left = size * share;
    private double used = 1;
    private long updated = time.GetTimestamp();
    private bool told;
    private bool asking;

    /// <summary>What may be left at most: a call on its way is not spent yet, so the vendor's bucket may overflow while this one must not catch up with it.</summary>
    private double Full => Math.Max(0, most - flights.Cost);

    /// <summary>Points that this host may spend in a second: its part of what the vendor last stated, and before that of what the settings say.</summary>
    public double RestoreRate => Volatile.Read(ref rate);

    /// <summary>Takes over what the vendor said in an answer; called after the call was released.</summary>
    /// <param name="requested">What was acquired for the call.</param>
    /// <param name="actual">What the call cost; null when it was refused and cost nothing. A refusal proves the ledger wrong, so that it takes the worst for true: that nothing in flight is spent yet.</param>
    /// <param name="available">Points the vendor says are left.</param>
    /// <param name="maximum">Size of the bucket.</param>
    /// <param name="restore">Points restored per second.</param>
    public void Learn(double requested, double? actual, double available, double maximum, double restore) => Change(() =>
    {
        // What was restored until now was restored under the tighter limit of the call in flight.
        Accrue();
        var started = flights.Settle(requested);
        left += (maximum * share) - most;
        (rate, most) = (restore * share, maximum * share);
        left = Math.Min(Full, left + requested - (actual ?? 0));
        left = Math.Min(left, actual is null || !told ? (available * share) - flights.Cost : Ceiling(available, started));
        told = true;
        used += actual is { } cost && requested > 0 ? (Math.Min(1, cost / requested) - used) * Weight : 0;
    });

    /// <summary>Takes the whole cost of a call as spent, because its answer does not tell; without this the budget waits a second for what the answer said.</summary>
    /// <param name="requested">What was acquired for the call.</param>
    public void LearnNothing(double requested) => Change(() =>
    {
        Accrue();
        flights.Settle(requested);
        asking = false;
    });

    /// <inheritdoc />
    protected override TimeSpan? Take(double cost, CallPriority priority)
    {
        Accrue();
        if (asking && !told)
        {
            return flights.Flying ? Timeout.InfiniteTimeSpan : Flights.Patience;
        }

        var needed = Math.Min(cost + Reserve(priority), most);
        if (left < needed - Tiny)
        {
            return TimeSpan.FromSeconds((needed - left) / (rate * Slower));
        }

        left -= Math.Min(cost, most);
        flights.Start(cost);
        asking = true;
        return null;
    }

    /// <inheritdoc />
    protected override void Return(double cost, HttpResponseMessage? response)
    {
        flights.Land(cost);
        asking = response is { IsSuccessStatusCode: true };
    }

    /// <inheritdoc />
    protected override TimeSpan Drain(int calls, double cost, CallPriority last)
    {
        Accrue();
        return TimeSpan.FromSeconds(Math.Max(0, (cost * used) + Reserve(last) - left) / rate);
    }

    private double Reserve(CallPriority priority) => most * Left * (int)priority;

    /// <summary>The most that the vendor can have left now: what it said, and all that it restored since the call was let go. With several hosts it says nothing about this one's part.</summary>
    private double Ceiling(double available, long? started) => (share, started) switch
    {
        ( < 1, _) => double.MaxValue,
        (_, { } since) => available + (Time.GetElapsedTime(since, updated).TotalSeconds * rate),
        _ => flights.Cost == 0 ? available : double.MaxValue,
    };

    private void Accrue()
    {
        var now = Time.GetTimestamp();
        while (flights.Overdue(now) is { } due)
        {
            Restore(due);
            flights.Drop();
            told = true;
        }

        Restore(now);
    }

    private void Restore(long now)
    {
        left = Math.Min(Full, left + (Time.GetElapsedTime(updated, now).TotalSeconds * rate * Slower));
        updated = now;
    }
}
