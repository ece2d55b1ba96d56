namespace RetailConnect;

/// <summary>A link as it is saved in the crosswalk.</summary>
/// <param name="Type">Type of the id: the entity's own, or that of a number which stands for it.</param>
/// <param name="Connection">Name of the connection.</param>
/// <param name="External">Id there.</param>
/// <param name="LinkedAt">When it was linked last.</param>
public sealed record SavedLink(EntityType Type, string Connection, ExternalId External, DateTimeOffset LinkedAt);
