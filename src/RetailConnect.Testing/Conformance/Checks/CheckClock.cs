namespace RetailConnect.Testing;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class CheckClock(DateTimeOffset start) : TimeProvider
{
    private long passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan by) => Interlocked.Add(ref passed, by.Ticks);

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref passed));

    public override long GetTimestamp() => Interlocked.Read(ref passed);
}
