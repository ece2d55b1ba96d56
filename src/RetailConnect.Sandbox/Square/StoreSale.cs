namespace RetailConnect.Sandbox.Square;

/// <summary>What a cashier rings up.</summary>
/// <param name="Location">The store.</param>
/// <param name="Customer">The customer's id; null for an anonymous sale.</param>
/// <param name="Lines">Lines: SKU, units, discount on the line.</param>
/// <param name="Tip">Tip.</param>
/// <param name="Cash">True when paid in cash, false by card.</param>
public sealed record StoreSale(string Location, string? Customer, IReadOnlyList<(string Sku, int Units, decimal Discount)> Lines, decimal Tip, bool Cash);
