namespace RetailConnect;

/// <summary>The host's wall clock, except that it never goes back: of two moments taken one after the other the second is not the earlier one.</summary>
/// <remarks>
/// Thread-safe. The engine asks whether an ERP's picture of its stock began after a sale was posted there; a clock that is put right in between must not turn the answer around. While the wall clock
/// is behind what was seen already, each look is one tick later than the one before. Timers and measured time are the wall clock's own.
/// </remarks>
/// <param name="wall">The host's clock.</param>
public sealed class ForwardTime(TimeProvider wall) : TimeProvider
{
    private long last;

    /// <inheritdoc />
    public override long TimestampFrequency => wall.TimestampFrequency;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => wall.LocalTimeZone;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        var now = wall.GetUtcNow().UtcTicks;
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var next = now >= seen ? now : seen + 1;
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
            {
                return new(next, TimeSpan.Zero);
            }
        }
    }

    /// <summary>Goes on from a moment that an earlier host recorded, whatever the wall clock says.</summary>
    public void GoOnFrom(DateTimeOffset moment)
    {
        while (Volatile.Read(ref last) is var seen && seen < moment.UtcTicks)
        {
            Interlocked.CompareExchange(ref last, moment.UtcTicks, seen);
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => wall.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => wall.CreateTimer(callback, state, dueTime, period);
}
