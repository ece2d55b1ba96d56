namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>A variant as a comparison looks at it.</summary>
internal sealed record ShownVariant(string Id, string Price, ShownProduct Product, string? Sku = null, string? Barcode = null, string? CompareAtPrice = null);

internal sealed record ShownProduct(string Id, string Status);

internal sealed record ShownVariants(Connection<ShownVariant> Page);

internal sealed record ShownLevelVariables(string Id, int First, string? After);

/// <summary>Stock of one item; a page of a location does not name the location again.</summary>
internal sealed record ShownLevel(Reference Item, IReadOnlyList<NamedQuantity> Quantities, Reference? Location = null)
{
    public int? Available => Quantities.FirstOrDefault(quantity => quantity.Name == "available")?.Quantity;
}

internal sealed record ShownSize(ShownCount? Variants = null, ShownCount? Locations = null);

internal sealed record ShownCount(int Count);
