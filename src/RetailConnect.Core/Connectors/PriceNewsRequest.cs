namespace RetailConnect;

/// <summary>Asks of which SKUs the planned prices changed.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="After">Where the last answer ended; null at the first time, when it is enough to say where the schedule stands: all products are read then.</param>
public sealed record PriceNewsRequest(TenantId Tenant, Cursor? After);
