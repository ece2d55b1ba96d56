namespace RetailConnect.Sandbox.Shopify;

/// <summary>One fulfilment, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Order">Id of the order.</param>
/// <param name="Location">Id of the location that sent the goods.</param>
/// <param name="Cancelled">True when it was called off.</param>
/// <param name="Company">Carrier.</param>
/// <param name="Numbers">Tracking numbers.</param>
/// <param name="Lines">Line of the order, SKU, units.</param>
public sealed record ShopFulfillment(string Id, string Order, string Location, bool Cancelled, string? Company, IReadOnlyList<string> Numbers, IReadOnlyList<(string Line, string Sku, int Units)> Lines);
