using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Reads objects of the catalogue as they are now.</summary>
internal sealed class CatalogReader(ISquareApi api)
{
    private const int IdsAtOnce = 1000;
    private const int SkusAtOnce = 250;
    private static readonly string[] Variations = [CatalogObject.Variation];

    /// <summary>Returns the objects that exist.</summary>
    public async ValueTask<IReadOnlyList<CatalogObject>> ByIdAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<CatalogObject>();
        foreach (var chunk in ids.Distinct().Order(StringComparer.Ordinal).Chunk(IdsAtOnce))
        {
            found.AddRange(((await api.CatalogObjects(new(chunk, null), cancellationToken).Needed()).Objects ?? []).Where(IsThere));
        }

        return found;
    }

    /// <summary>Returns the variations that have one of the SKUs; Square compares without case, we don't.</summary>
    public async ValueTask<IReadOnlyList<CatalogObject>> BySkuAsync(IEnumerable<string> skus, CancellationToken cancellationToken)
    {
        var found = new List<CatalogObject>();
        foreach (var chunk in skus.Distinct().Order(StringComparer.Ordinal).Chunk(SkusAtOnce))
        {
            var wanted = chunk.ToHashSet();
            var search = new CatalogSearch(null, Variations, new(new("sku", chunk)), null);
            do
            {
                var answer = await api.SearchCatalog(search, cancellationToken).Needed();
                found.AddRange((answer.Objects ?? []).Where(item => IsThere(item) && item.VariationContent?.Sku?.Trim() is { } sku && wanted.Contains(sku)));
                if (!string.IsNullOrEmpty(answer.Cursor) && answer.Cursor == search.Cursor)
                {
                    throw new ConnectorException(FaultKind.Transient, "Square's cursor of the catalogue does not advance.");
                }

                search = search with { Cursor = string.IsNullOrEmpty(answer.Cursor) ? null : answer.Cursor };
            }
            while (search.Cursor is not null);
        }

        return found;
    }

    /// <summary>False for an object that was deleted.</summary>
    public static bool IsThere(CatalogObject item) => item.IsDeleted is not true;
}
