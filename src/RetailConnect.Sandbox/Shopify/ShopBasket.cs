namespace RetailConnect.Sandbox.Shopify;

/// <summary>What a customer puts into an order.</summary>
/// <param name="Customer">Customer's id; null for a guest.</param>
/// <param name="Location">Location that ships.</param>
/// <param name="Lines">Lines: SKU, units, discount on the line.</param>
/// <param name="Shipping">Shipping charge.</param>
/// <param name="Tip">Tip.</param>
/// <param name="PresentmentCurrency">Currency that the customer sees; null for the shop's.</param>
/// <param name="PresentmentRate">Presentment amount of one unit of the shop's currency.</param>
/// <param name="OrderDiscount">Discount on the order as a whole; the shop allocates it over the lines.</param>
/// <param name="ShippingDiscount">Discount on the shipping charge alone.</param>
public sealed record ShopBasket(string? Customer, string Location, IReadOnlyList<(string Sku, int Units, decimal Discount)> Lines, decimal Shipping, decimal Tip, string? PresentmentCurrency = null, decimal PresentmentRate = 1m, decimal OrderDiscount = 0m, decimal ShippingDiscount = 0m);
