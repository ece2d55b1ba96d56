namespace RetailConnect.Sandbox.Shopify;

/// <summary>One refund, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Order">Id of the order.</param>
/// <param name="Restocked">True when the goods went back to stock.</param>
/// <param name="Total">Amount given back, in the shop's currency.</param>
/// <param name="Lines">Line id, SKU, units, unit price of the sale.</param>
public sealed record ShopRefund(string Id, string Order, bool Restocked, decimal Total, IReadOnlyList<(string Line, string Sku, int Units, decimal UnitPrice)> Lines);
