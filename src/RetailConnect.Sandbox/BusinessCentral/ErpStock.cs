namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Stock of one variant at one location, as the judge sees it.</summary>
/// <param name="Sku">Item number, or item number and variant code joined by a hyphen.</param>
/// <param name="Location">Location code.</param>
/// <param name="OnHand">Posted stock.</param>
/// <param name="OnOrders">Units on open sales orders.</param>
/// <param name="OnCredits">Units on open credit memos.</param>
public sealed record ErpStock(string Sku, string Location, decimal OnHand, decimal OnOrders, decimal OnCredits);
