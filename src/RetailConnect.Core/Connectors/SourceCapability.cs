namespace RetailConnect;

/// <summary>A connection can read a canonical type.</summary>
/// <param name="Type">The type.</param>
/// <param name="Changes">True when it can be read page by page.</param>
/// <param name="EntitiesAtOnce">Most ids of one read by id; 0 when it can't be read by id.</param>
public sealed record SourceCapability(EntityType Type, bool Changes, int EntitiesAtOnce) : Capability;
