using System.Collections.Concurrent;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Finds the SKUs behind catalogue ids: in the crosswalk, else in Square's catalogue.</summary>
internal sealed class SkuFinder(ISquareApi api, ConnectionLinks links, ConnectionContext connection)
{
    private const int AtOnce = 500;
    private readonly ConcurrentDictionary<string, string> known = new();

    /// <summary>Returns the SKU of each id; one that neither knows is left out.</summary>
    public async ValueTask<IReadOnlyDictionary<string, Sku>> FindAsync(IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Sku>();
        var missing = new List<string>();
        foreach (var id in ids.OfType<string>().Distinct())
        {
            if (known.TryGetValue(id, out var cached))
            {
                found[id] = new(cached);
            }
            else if (await links.CanonicalAsync(EntityType.Variant, connection.Name, id, cancellationToken) is { } canonical)
            {
                found[id] = new(known[id] = canonical.Value);
            }
            else
            {
                missing.Add(id);
            }
        }

        foreach (var chunk in missing.Chunk(AtOnce))
        {
            foreach (var variation in (await api.CatalogAsync(new(chunk), cancellationToken)).Objects ?? [])
            {
                Keep(variation, found);
            }
        }

        return found;
    }

    private void Keep(CatalogWire variation, Dictionary<string, Sku> found)
    {
        if (variation.ItemVariationData?.Sku?.Trim() is { Length: > 0 } sku)
        {
            found[variation.Id] = new(known[variation.Id] = sku);
        }
    }
}
