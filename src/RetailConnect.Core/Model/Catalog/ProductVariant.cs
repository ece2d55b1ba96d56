namespace RetailConnect;

/// <summary>One sellable variant of a product.</summary>
public sealed record ProductVariant
{
    /// <summary>The retailer's number, unique within the tenant.</summary>
    public required Sku Sku { get; init; }

    /// <summary>What tells the variant from its siblings, for example <c>Red / M</c>; null when the product has no choices.</summary>
    public string? Title { get; init; }

    /// <summary>Barcode; null when unknown or when the system's text is no valid GTIN.</summary>
    public Gtin? Gtin { get; init; }

    /// <summary>Selling price of one unit, taxes included when the retailer's prices are.</summary>
    public required Price Price { get; init; }

    /// <summary>Prices that hold for a while, in place of <see cref="Price"/>; empty when none is planned, null when the source knows of no plans. A source gives the usual price beside them; what reaches a sink has the price in force.</summary>
    public IReadOnlyList<PlannedPrice>? PlannedPrices { get; init; }

    /// <summary>Rule that chose <see cref="Price"/> among the planned ones, a constant of <see cref="PriceInForce"/>; null while nothing was chosen.</summary>
    public string? PriceRule { get; init; }

    /// <summary>Cost of one unit; null when unknown.</summary>
    public Money? Cost { get; init; }

    /// <summary>Further properties of this variant alone, in a fixed order; null when none is known.</summary>
    public IReadOnlyList<ProductAttribute>? Attributes { get; init => field = value is { Count: > 0 } ? value : null; }
}
