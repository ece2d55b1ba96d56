namespace RetailConnect;

/// <summary>One part of a kit.</summary>
/// <param name="Sku">The variant.</param>
/// <param name="Units">Units of it in one kit; more than zero.</param>
public sealed record KitComponent(Sku Sku, Quantity Units)
{
    /// <summary>What one unit is worth beside one unit of the others, for example its price alone; the kit's price, discounts and taxes are spread by it. Zero or more. Default 1.</summary>
    public decimal Weight { get; init; } = 1;
}
