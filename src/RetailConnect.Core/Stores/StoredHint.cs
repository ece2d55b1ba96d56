namespace RetailConnect;

/// <summary>A hint that waits for its read.</summary>
/// <param name="Id">Position in the store.</param>
/// <param name="Entity">Entity to read; null brings the next poll forward.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record StoredHint(long Id, ExternalId? Entity, DateTimeOffset ReceivedAt);
