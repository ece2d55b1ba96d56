namespace RetailConnect.Sandbox.Shopify;

/// <summary>One line of an order, as the judge sees it.</summary>
/// <param name="Id">Id of the line.</param>
/// <param name="Sku">SKU.</param>
/// <param name="Units">Units ordered.</param>
/// <param name="UnitPrice">Price of one unit.</param>
/// <param name="Discount">Discount on the line, its part of the discount on the order included.</param>
/// <param name="Returned">Units refunded so far.</param>
public sealed record ShopOrderLine(string Id, string Sku, int Units, decimal UnitPrice, decimal Discount, int Returned);
