using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Maps a product onto Square's item: what is ours is replaced, what the merchant added is kept.</summary>
internal static class ItemMapper
{
    private const int MostVariants = 250;

    public static CatalogWire Map(Envelope<Product> envelope, ExistingItems existing)
    {
        var product = envelope.Value;
        if (product.Variants.Count is 0 or > MostVariants)
        {
            throw new ConnectorException(FaultKind.Rejected, $"A product of {product.Variants.Count} variants can't be written; 1 to {MostVariants} can.") { Reason = "product-too-large" };
        }

        var found = existing.Find(envelope);
        var item = found ?? new CatalogWire { Type = "ITEM", Id = $"#{envelope.Canonical}", PresentAtAllLocations = true, ItemData = new() };
        var known = (item.ItemData!.Variations ?? []).ToLookup(variation => variation.ItemVariationData?.Sku?.Trim() ?? "");
        var ours = product.Variants.Select(variant => Variation(variant, item.Id, known[variant.Sku.Value].FirstOrDefault())).ToList();
        var skus = product.Variants.Select(variant => variant.Sku.Value).ToHashSet();
        return item with
        {
            ItemData = item.ItemData with
            {
                Name = product.Title, Description = product.Description ?? item.ItemData.Description, IsArchived = product.Status is ProductStatus.Archived ? true : item.ItemData.IsArchived is true ? false : null,

                // A variation that the merchant added beside ours stays: absent is not deleted.
                Variations = [.. ours, .. (item.ItemData.Variations ?? []).Where(variation => !skus.Contains(variation.ItemVariationData?.Sku?.Trim() ?? ""))],
            },
        };
    }

    private static CatalogWire Variation(ProductVariant variant, string item, CatalogWire? found)
    {
        var wire = found ?? new CatalogWire { Type = "ITEM_VARIATION", Id = $"#{variant.Sku}", PresentAtAllLocations = true, ItemVariationData = new() };
        return wire with
        {
            ItemVariationData = wire.ItemVariationData! with
            {
                ItemId = item, Name = variant.Title ?? "Regular", Sku = variant.Sku.Value, Upc = variant.Gtin?.Value ?? wire.ItemVariationData.Upc, PricingType = "FIXED_PRICING",
                PriceMoney = new(variant.Price.Amount.ToMinor(), variant.Price.Amount.Currency.Code), TrackInventory = true,
            },
        };
    }
}
