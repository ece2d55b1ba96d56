namespace RetailConnect.Sync.Engine;

/// <summary>How a lane delivers.</summary>
/// <param name="Transactions">True when changes are facts that are never coalesced.</param>
/// <param name="Batch">Most envelopes of one call.</param>
/// <param name="Parallel">Most calls in flight.</param>
internal sealed record LaneSettings(bool Transactions, int Batch, int Parallel);
