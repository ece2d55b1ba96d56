namespace RetailConnect;

/// <summary>Part of the crosswalk: one type of entity in one connection of one tenant.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Type">Type of the entities.</param>
/// <param name="Connection">Name of the connection.</param>
public sealed record CrosswalkScope(TenantId Tenant, EntityType Type, string Connection);
