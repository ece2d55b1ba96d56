namespace RetailConnect;

/// <summary>A hint as it is saved.</summary>
/// <param name="Connection">Connection over which it came, or that it sends somebody to.</param>
/// <param name="Entity">The entity's id there.</param>
/// <param name="ReceivedAt">When it was recorded.</param>
/// <param name="ReadAt">When its read was done; null while it waits.</param>
public sealed record SavedHint(string Connection, ExternalId Entity, DateTimeOffset ReceivedAt, DateTimeOffset? ReadAt);
