namespace RetailConnect.FaultCampaign.Drift;

/// <summary>One change that somebody made by hand.</summary>
/// <param name="Channel">Connection of the changed system.</param>
/// <param name="Key">SKU.</param>
/// <param name="Kind">As what it must be found.</param>
internal sealed record Planted(string Channel, string Key, DiscrepancyKind Kind);
