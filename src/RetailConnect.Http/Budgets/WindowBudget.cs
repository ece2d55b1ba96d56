namespace RetailConnect.Http;

/// <summary>So many calls in a sliding window and so many at once; pauses after the vendor refused one.</summary>
/// <remarks>
/// A call counts from its start until the window has passed after its end, because nobody knows when in between it arrived. Each priority leaves a hundredth of
/// the window to each one above it, and catalogue and backfill are spread evenly after a burst: a window that was used up at once would come back at once too, much later.
/// </remarks>
/// <param name="calls">Calls in one window.</param>
/// <param name="window">Length of the window.</param>
/// <param name="atOnce">Calls in flight at once.</param>
/// <param name="time">The clock.</param>
public sealed class WindowBudget(int calls, TimeSpan window, int atOnce, TimeProvider time) : RateBudget(time)
{
    private const double Left = 0.01;
    private const double Burst = 0.1;
    private readonly Queue<TimeSpan> ended = new();
    private readonly Pace pace = new(time);
    private int running;
    private TimeSpan spread;

    /// <inheritdoc />
    protected override TimeSpan? Take(double cost, CallPriority priority)
    {
        if (running >= atOnce)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var now = Time.Passed();
        if (running + Ended(now) >= Most(priority))
        {
            return ended.TryPeek(out var oldest) ? oldest + window - now : Timeout.InfiniteTimeSpan;
        }

        if (priority >= CallPriority.Catalog)
        {
            var early = spread - now - (window * Burst);
            if (early > TimeSpan.Zero)
            {
                return early;
            }

            spread = (spread > now ? spread : now) + (window / calls);
        }

        running++;
        return null;
    }

    /// <inheritdoc />
    protected override void Return(double cost, HttpResponseMessage? response)
    {
        pace.Mark(running >= atOnce);
        running--;
        ended.Enqueue(Time.Passed());
    }

    /// <inheritdoc />
    protected override TimeSpan Drain(int calls, double cost, CallPriority last)
    {
        var now = Time.Passed();
        var missing = calls - (Most(last) - running - Ended(now));
        var places = missing <= 0 ? TimeSpan.Zero
            : missing <= ended.Count ? ended.ElementAt(missing - 1) + window - now
            : window * (missing / (double)Most(last));
        var slots = pace.Of(calls);
        return places > slots ? places : slots;
    }

    private int Most(CallPriority priority) => calls - (int)(calls * Left * (int)priority);

    private int Ended(TimeSpan now)
    {
        while (ended.TryPeek(out var oldest) && oldest + window <= now)
        {
            ended.Dequeue();
        }

        return ended.Count;
    }
}
