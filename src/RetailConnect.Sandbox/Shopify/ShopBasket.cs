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
public sealed record ShopBasket(string? Customer, string Location, IReadOnlyList<(string Sku, int Units, decimal Discount)> Lines, decimal Shipping, decimal Tip, string? PresentmentCurrency = null, decimal PresentmentRate = 1m, decimal OrderDiscount = 0m, decimal ShippingDiscount = 0m)
{
    /// <summary>The company that buys, through the customer; null for a private person.</summary>
    public ShopCompany? Company { get; init; }

    /// <summary>Import duty on the first line.</summary>
    public decimal Duty { get; init; }

    /// <summary>A fee beside goods and shipping, for example for a deposit.</summary>
    public decimal Fee { get; init; }

    /// <summary>True when the sales channel collects the taxes and pays them itself.</summary>
    public bool IsTaxPaidByChannel { get; init; }

    /// <summary>Where the order comes from.</summary>
    public string Channel { get; init; } = "web";

    /// <summary>Tags that it has from the start.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>What the fraud check says: LOW, MEDIUM, HIGH, NONE or PENDING; null when none was made.</summary>
    public string? Risk { get; init; }
}
