namespace RetailConnect;

/// <summary>Waits on an injected clock.</summary>
public static class TimeProviderExtensions
{
    /// <summary>Time that has passed since a fixed moment of the past, measured: what is due by it does not move when the wall clock is put right.</summary>
    /// <remarks>Exact to the tick: the framework's own measure of a long time is rounded.</remarks>
    /// <param name="time">The clock.</param>
    public static TimeSpan Passed(this TimeProvider time) => TimeSpan.FromTicks((long)((Int128)time.GetTimestamp() * TimeSpan.TicksPerSecond / time.TimestampFrequency));

    /// <summary>Waits at least as long as asked.</summary>
    /// <remarks>
    /// Rounded up to whole milliseconds: a plain delay drops fractions, so that a rest of half a millisecond ends at once and is asked for again and again until the clock moves;
    /// under a clock that stands still while work is done, for ever.
    /// </remarks>
    /// <param name="time">The clock.</param>
    /// <param name="wait">The wait; none when it is not positive.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public static Task WaitAsync(this TimeProvider time, TimeSpan wait, CancellationToken cancellationToken) =>
        Task.Delay(wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero, time, cancellationToken);
}
