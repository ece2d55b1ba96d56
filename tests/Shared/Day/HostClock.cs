namespace RetailConnect.Tests;

/// <summary>A host's own clock: its wall time can jump, its measure of time can't.</summary>
internal sealed class HostClock(TimeProvider world) : TimeProvider
{
    /// <summary>How far the host's wall time is from the world's.</summary>
    public TimeSpan Offset { get; set; }

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + Offset;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => world.CreateTimer(callback, state, dueTime, period);
}
