namespace RetailConnect.Sync.Engine;

/// <summary>Where a stream's changes go: one lane of one sync.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Signal">Wakes it.</param>
/// <param name="IsDry">True when nothing is sent there: what was only decided about is no repeat when it is sent one day.</param>
internal sealed record Route(LaneKey Lane, Signal Signal, bool IsDry = false);
