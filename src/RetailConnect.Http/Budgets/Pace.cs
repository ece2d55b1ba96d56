namespace RetailConnect.Http;

/// <summary>How fast calls end while as many as allowed are in flight. Not thread-safe; its budget owns it.</summary>
internal sealed class Pace(TimeProvider time)
{
    private const double Weight = 0.1;
    private double seconds;
    private long? last;

    /// <summary>A call ended.</summary>
    /// <param name="full">True when as many as allowed were in flight until now.</param>
    public void Mark(bool full)
    {
        var now = time.GetTimestamp();
        if (full && last is { } before)
        {
            var gap = time.GetElapsedTime(before, now).TotalSeconds;
            seconds = seconds == 0 ? gap : seconds + ((gap - seconds) * Weight);
        }

        last = full ? now : null;
    }

    /// <summary>Time in which so many calls end; zero as long as nothing is known.</summary>
    public TimeSpan Of(int calls) => TimeSpan.FromSeconds(seconds * calls);
}
