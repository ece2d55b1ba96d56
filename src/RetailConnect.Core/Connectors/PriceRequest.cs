namespace RetailConnect;

/// <summary>Asks for the planned prices of SKUs.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="TimeZone">Time zone of the retailer's business, for plans that are written in days or local times; see <see cref="PlannedPrice.OfDays"/>.</param>
/// <param name="Skus">The SKUs, at most 500.</param>
public sealed record PriceRequest(TenantId Tenant, TimeZoneInfo TimeZone, IReadOnlyCollection<Sku> Skus);
