using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Connectors.Shopify.Catalog.Bulk;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Shows the variants of the shop: prices, barcode, and whether their product may be sold. A draft counts as archived.</summary>
internal sealed class CatalogSnapshot(VariantPages pages, BulkSnapshots bulk, ShopCurrency currency) : ISnapshotSource<Product>
{
    public const int AtOnce = 50;

    public static readonly string[] Fields = [ObservedField.Price, ObservedField.CompareAt, ObservedField.Gtin, ObservedField.Status];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var money = await currency.GetAsync(cancellationToken);
        if (request.Keys is { } keys)
        {
            var wanted = keys.ToHashSet(StringComparer.Ordinal);
            var found = await pages.BySkuAsync(wanted, cancellationToken);
            return new([.. found.Select(variant => Observe(variant, money)).OfType<Observation>().Where(seen => wanted.Contains(seen.Key))], null);
        }

        var (variants, next) = await AllAsync(request, cancellationToken);
        return new([.. variants.Select(variant => Observe(variant, money)).OfType<Observation>()], next);
    }

    private async ValueTask<(IReadOnlyList<ShownVariant> Variants, Cursor? Next)> AllAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (BulkSnapshots.IsOne(request.After))
        {
            return await bulk.PageAsync(request, "product", ShopifyJson.Default.ShownVariant, cancellationToken);
        }

        return request.After is null && await bulk.StartIfFasterAsync(ShownDocuments.AllVariants, size => ShownDocuments.Variants.Each * size.Variants, cancellationToken) is { } started
            ? ([], started)
            : await pages.AllAsync(request, cancellationToken);
    }

    private static Observation? Observe(ShownVariant variant, Currency currency) => variant.Sku?.Trim() is { Length: > 0 } sku
        ? new(sku, variant.Product.Id,
        [
            ObservedField.Of(ObservedField.Price, new Money(Amounts.Amount(variant.Price), currency)),
            ObservedField.Of(ObservedField.CompareAt, variant.CompareAtPrice is { } before ? new Money(Amounts.Amount(before), currency) : default(Money?)),
            ObservedField.Of(ObservedField.Gtin, variant.Barcode),
            ObservedField.Of(variant.Product.Status is "ACTIVE" ? ProductStatus.Active : ProductStatus.Archived),
        ])
        : null;
}
