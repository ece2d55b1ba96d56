namespace RetailConnect.Sync.Engine;

/// <summary>Where a stream's changes go: one lane of one sync.</summary>
internal sealed record Route(LaneKey Lane, Signal Signal);
