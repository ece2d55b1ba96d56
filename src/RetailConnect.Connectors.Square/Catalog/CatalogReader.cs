using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Reads objects of the catalogue as they are now.</summary>
internal sealed class CatalogReader(ISquareApi api)
{
    private const int IdsAtOnce = 1000;
    private const int ValuesAtOnce = 250;
    private static readonly string[] Variations = [CatalogObject.Variation];
    private static readonly string[] Images = [CatalogObject.Image];

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
    public ValueTask<IReadOnlyList<CatalogObject>> BySkuAsync(IEnumerable<string> skus, CancellationToken cancellationToken) =>
        SearchAsync(Variations, "sku", skus, variation => variation.VariationContent?.Sku?.Trim(), cancellationToken);

    /// <summary>Returns the pictures that have one of the names.</summary>
    public ValueTask<IReadOnlyList<CatalogObject>> ImagesByNameAsync(IEnumerable<string> names, CancellationToken cancellationToken) =>
        SearchAsync(Images, "name", names, image => image.ImageContent?.Name, cancellationToken);

    /// <summary>False for an object that was deleted.</summary>
    public static bool IsThere(CatalogObject item) => item.IsDeleted is not true;

    private async ValueTask<IReadOnlyList<CatalogObject>> SearchAsync(string[] types, string attribute, IEnumerable<string> values, Func<CatalogObject, string?> valueOf, CancellationToken cancellationToken)
    {
        var found = new List<CatalogObject>();
        foreach (var chunk in values.Distinct().Order(StringComparer.Ordinal).Chunk(ValuesAtOnce))
        {
            var wanted = chunk.ToHashSet();
            var search = new CatalogSearch(null, types, new(new(attribute, chunk)), null);
            do
            {
                var answer = await api.SearchCatalog(search, cancellationToken).Needed();
                found.AddRange((answer.Objects ?? []).Where(item => IsThere(item) && valueOf(item) is { } value && wanted.Contains(value)));
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
}
