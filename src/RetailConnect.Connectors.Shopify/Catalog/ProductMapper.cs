using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Maps products.</summary>
internal static class ProductMapper
{
    public static Change<Product> Change(WireProduct product, ShopTerms terms) =>
        RetailConnect.Change.Upserted(product.Id, Versions.Of(product.UpdatedAt), Map(product, terms)) with { Links = Links(product) };

    public static Product Map(WireProduct product, ShopTerms terms) => new()
    {
        Id = product.Id,
        Title = product.Title,
        Description = string.IsNullOrWhiteSpace(product.Description) ? null : product.Description,
        Category = string.IsNullOrWhiteSpace(product.ProductType) ? null : new() { Name = product.ProductType.Trim() },
        Status = product.Status is "ACTIVE" ? ProductStatus.Active : ProductStatus.Archived,
        Variants = [.. product.Variants.Nodes.Select(variant => Variant(variant, product.Variants.Nodes.Count == 1, terms))],
    };

    private static ProductVariant Variant(WireVariant variant, bool only, ShopTerms terms) => new()
    {
        Sku = new((variant.Sku ?? "").Trim()),
        Title = only && variant.Title == ProductPlan.OnlyValue ? null : variant.Title,
        Gtin = Gtin.TryParse(variant.Barcode?.Trim(), out var gtin) ? gtin : null,
        Price = new()
        {
            Amount = new(Amounts.Amount(variant.Price), terms.Currency),
            CompareAt = variant.CompareAtPrice is { } before ? new Money(Amounts.Amount(before), terms.Currency) : null,
            TaxIncluded = terms.TaxesIncluded,
        },
        Cost = variant.InventoryItem.UnitCost is { } cost ? Amounts.Money(cost) : null,
    };

    /// <summary>A SKU that two variants share names neither of them.</summary>
    private static IReadOnlyList<EntityLink> Links(WireProduct product) =>
    [
        .. product.Variants.Nodes
            .Where(variant => !string.IsNullOrWhiteSpace(variant.Sku))
            .GroupBy(variant => variant.Sku!.Trim())
            .Where(group => group.Count() == 1)
            .Select(group => new EntityLink(EntityType.Variant, new(group.Key), group.Single().InventoryItem.Id)),
    ];
}
