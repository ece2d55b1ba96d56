namespace RetailConnect;

/// <summary>Links to remove: all that a canonical id has of one type, in all connections.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Type">Type of the links.</param>
/// <param name="Canonical">Id inside RetailConnect.</param>
public sealed record Unlinking(TenantId Tenant, EntityType Type, CanonicalId Canonical);
