namespace RetailConnect.Testing;

/// <summary>What the connector takes for the time: the kit's clock, and as far ahead as a check sets it.</summary>
internal sealed class HostClock(StandingClock clock) : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
