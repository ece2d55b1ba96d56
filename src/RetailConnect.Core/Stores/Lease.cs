namespace RetailConnect;

/// <summary>The right to work for a tenant. Another host may take it over; what its old holder still wants to save is then refused by its number.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Fence">The fencing number: each holder's is greater than that of the one before.</param>
public sealed record Lease(TenantId Tenant, long Fence);
