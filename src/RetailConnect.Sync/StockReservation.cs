namespace RetailConnect;

/// <summary>Units that are held back for somebody.</summary>
/// <param name="Id">Id, unique within the tenant; it is used once.</param>
/// <param name="Sku">The variant, or a kit, of which the parts are held back.</param>
/// <param name="Location">Location code of the ERP.</param>
/// <param name="Units">Units; more than zero.</param>
/// <param name="ExpiresAt">When they are free again, within ten seconds; in the future.</param>
public sealed record StockReservation(string Id, Sku Sku, string Location, Quantity Units, DateTimeOffset ExpiresAt);
