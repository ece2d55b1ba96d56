namespace RetailConnect.Http;

/// <summary>A leaky bucket of cost points, kept as a ledger: what is asked is debited before the call, what was not used is refunded after it.</summary>
/// <remarks>
/// The ledger never takes over the vendor's balance, because answers arrive out of order; it only corrects downwards when the vendor says that less is left
/// than the ledger thinks with nothing in flight. It restores slightly slower than the vendor, so that it never runs ahead.
/// </remarks>
/// <param name="restoreRate">Points restored per second, until the vendor states its own.</param>
/// <param name="size">Size of the bucket, until the vendor states its own.</param>
/// <param name="time">The clock.</param>
public sealed class CostBudget(double restoreRate, double size, TimeProvider time) : RateBudget
{
    private const double Slower = 0.9995;
    private readonly Lock gate = new();
    private double rate = restoreRate;
    private double most = size;
    private double left = size;
    private double inFlight;
    private long updated = time.GetTimestamp();

    /// <summary>What may be left at most: a call on its way is not spent yet, so the vendor's bucket may overflow while this one must not catch up with it.</summary>
    private double Full => Math.Max(0, most - inFlight);

    /// <inheritdoc />
    public override async ValueTask AcquireAsync(double cost, CancellationToken cancellationToken)
    {
        while (Take(cost) is { } wait)
        {
            await time.WaitAsync(wait, cancellationToken);
        }
    }

    /// <inheritdoc />
    public override void Release(double cost, HttpResponseMessage? response)
    {
        lock (gate)
        {
            // What was restored until now was restored under the tighter limit of the call in flight.
            Accrue();
            inFlight -= cost;
        }
    }

    /// <summary>Takes over what the vendor said in an answer.</summary>
    /// <param name="requested">What was acquired for the call.</param>
    /// <param name="actual">What the call cost; null when it was refused and cost nothing.</param>
    /// <param name="available">Points the vendor says are left.</param>
    /// <param name="maximum">Size of the bucket.</param>
    /// <param name="restore">Points restored per second.</param>
    public void Learn(double requested, double? actual, double available, double maximum, double restore)
    {
        lock (gate)
        {
            Accrue();
            rate = restore;
            most = maximum;
            left = Math.Min(Full, left + requested - (actual ?? 0));
            if (inFlight <= requested && available < left)
            {
                left = available;
            }
        }
    }

    private TimeSpan? Take(double cost)
    {
        lock (gate)
        {
            Accrue();
            var needed = Math.Min(cost, most);
            if (left >= needed)
            {
                left -= needed;
                inFlight += cost;
                return null;
            }

            return TimeSpan.FromSeconds(Math.Max((needed - left) / (rate * Slower), 0.001));
        }
    }

    private void Accrue()
    {
        var now = time.GetTimestamp();
        left = Math.Min(Full, left + (time.GetElapsedTime(updated, now).TotalSeconds * rate * Slower));
        updated = now;
    }
}
