namespace RetailConnect;

/// <summary>A product with its sellable variants.</summary>
public sealed record Product
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Name shown to customers.</summary>
    public required string Title { get; init; }

    /// <summary>Description; null when unknown.</summary>
    public string? Description { get; init; }

    /// <summary>What kind of goods it is; null when unknown.</summary>
    public ProductCategory? Category { get; init; }

    /// <summary>Whether the product may be sold.</summary>
    public ProductStatus Status { get; init; } = ProductStatus.Active;

    /// <summary>The variants; a product without choices has exactly one.</summary>
    public required IReadOnlyList<ProductVariant> Variants { get; init; }

    /// <summary>Moment from which another price may hold than the one that its variants have; null when nothing is planned. The sync sets it.</summary>
    public DateTimeOffset? PricedUntil { get; init; }

    /// <summary>Further properties, in a fixed order; null when none is known.</summary>
    public IReadOnlyList<ProductAttribute>? Attributes { get; init => field = value is { Count: > 0 } ? value : null; }

    /// <summary>Pictures, the main one first; null when unknown, empty when it is known to have none.</summary>
    public IReadOnlyList<ProductImage>? Images { get; init; }
}
