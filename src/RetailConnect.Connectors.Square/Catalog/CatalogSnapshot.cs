using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Shows the variations of the catalogue: price, barcode, and whether their item is archived.</summary>
/// <remarks>All are read item by item, so that a page has more observations than were asked for where items have several variations.</remarks>
internal sealed class CatalogSnapshot(ISquareApi api, CatalogReader catalog) : ISnapshotSource<Product>
{
    public const int AtOnce = 250;
    private const int MostOfPage = 1000;
    private const int ShortGtin = 8;
    private static readonly string FilledUp = new('0', 14 - ShortGtin);
    private static readonly string[] Items = [CatalogObject.Item];

    public static readonly string[] Fields = [ObservedField.Price, ObservedField.Gtin, ObservedField.Status];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken) =>
        request.Keys is { } keys ? new(await ByKeyAsync(keys, cancellationToken), null) : await PageAsync(request, cancellationToken);

    private async ValueTask<SnapshotPage> PageAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var search = new CatalogSearch(request.After?.Value, Items, null, Math.Clamp(request.PageSize, 1, MostOfPage));
        var answer = await api.SearchCatalog(search, cancellationToken).Needed();
        return new([.. (answer.Objects ?? []).Where(CatalogReader.IsThere).SelectMany(Observe)], Places.Next(answer.Cursor, request.After, "the catalogue"));
    }

    private async ValueTask<IReadOnlyList<Observation>> ByKeyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        var variations = await catalog.BySkuAsync(wanted, cancellationToken);
        var items = await catalog.ByIdAsync(variations.Select(variation => variation.VariationContent?.ItemId).OfType<string>(), cancellationToken);
        return [.. items.SelectMany(Observe).Where(seen => wanted.Contains(seen.Key))];
    }

    private static IEnumerable<Observation> Observe(CatalogObject item)
    {
        var status = ObservedField.Of(item.ItemContent?.IsArchived is true ? ProductStatus.Archived : ProductStatus.Active);
        foreach (var variation in (item.ItemContent?.Variations ?? []).Where(CatalogReader.IsThere))
        {
            if (variation.VariationContent is { } content && content.Sku?.Trim() is { Length: > 0 } sku)
            {
                yield return new(sku, item.Id, [ObservedField.Of(ObservedField.Price, PriceOf(content)), ObservedField.Of(ObservedField.Gtin, GtinOf(content.Upc?.Trim())), status]);
            }
        }
    }

    /// <summary>A price that the till asks for has no amount.</summary>
    private static Money? PriceOf(VariationContent content) =>
        content.PriceMoney is { Amount: { } units } price && Currency.TryParse(price.Currency, out var currency) ? Money.FromMinor(units, currency) : null;

    /// <summary>A GTIN-8 is written filled up with zeros.</summary>
    private static string? GtinOf(string? upc) =>
        upc?.Length == FilledUp.Length + ShortGtin && upc.StartsWith(FilledUp, StringComparison.Ordinal) ? upc[FilledUp.Length..] : upc;
}
