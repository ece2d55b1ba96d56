namespace RetailConnect.Http;

/// <summary>Tells what time it is at a connection's vendor, for cursors and moments that the vendor compares with its own clock.</summary>
/// <remarks>
/// Thread-safe. The vendor's time is that of the Date header of its newest answer, and what has passed since, measured. A host's clock that agrees with it is finer and is used as it is; one that is
/// seconds or hours wrong is not: a cursor from a clock that ran ahead would skip what changes until then. Never later than the vendor's own time by more than the tolerance.
/// </remarks>
/// <param name="time">The host's clock.</param>
public sealed class VendorClock(TimeProvider time)
{
    /// <summary>Clocks that are set by the network differ by less; the header counts whole seconds.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private (DateTimeOffset Said, long At)? heard;

    /// <summary>The time at the vendor; the host's before the vendor's first answer, so that a time that is compared with what that answer brings wants <see cref="Mark"/>.</summary>
    public DateTimeOffset Now => Mark().Time;

    /// <summary>Marks this moment.</summary>
    public VendorMoment Mark() => new(this, time.GetUtcNow(), time.GetTimestamp());

    /// <summary>Continues the window of a request, or begins the next one at this moment.</summary>
    public VendorWindow Open(ReadRequest request) => new(request, Mark());

    /// <summary>The vendor's time of a moment that was marked before or after its newest answer.</summary>
    internal DateTimeOffset TimeOf(DateTimeOffset own, long at)
    {
        lock (gate)
        {
            return heard is { } answer && answer.Said + time.GetElapsedTime(answer.At, at) is var theirs && (own - theirs).Duration() > Tolerance ? theirs : own;
        }
    }

    /// <summary>Hears an answer; one without a date says nothing.</summary>
    internal void Hear(HttpResponseMessage response)
    {
        if (response.Headers.Date is { } date)
        {
            lock (gate)
            {
                heard = (date, time.GetTimestamp());
            }
        }
    }
}
