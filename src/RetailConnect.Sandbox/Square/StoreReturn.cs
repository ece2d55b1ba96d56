namespace RetailConnect.Sandbox.Square;

/// <summary>What a cashier takes back.</summary>
/// <param name="Location">The store.</param>
/// <param name="Source">Id of the sale; null for goods that were sold elsewhere.</param>
/// <param name="Reference">Number on the receipt of goods that were sold elsewhere; null otherwise.</param>
/// <param name="Lines">Lines: SKU, units, what is given back for the line.</param>
/// <param name="Pending">True when the money is on its way until <see cref="SquareSimulator.SettleRefund"/>.</param>
public sealed record StoreReturn(string Location, string? Source, string? Reference, IReadOnlyList<(string Sku, int Units, decimal Amount)> Lines, bool Pending = false);
