using System.Collections.Concurrent;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Finds the SKUs of variations: in the crosswalk, then in the catalogue, deleted variations included.</summary>
internal sealed class SkuFinder(ISquareApi api, ConnectionLinks links, TimeProvider time)
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, (Sku Sku, DateTimeOffset Until)> read = new();

    /// <summary>Returns the SKUs of the goods in some orders, and the links that the crosswalk does not have yet.</summary>
    public async ValueTask<KnownSkus> FindAsync(IEnumerable<SquareOrder> orders, CancellationToken cancellationToken)
    {
        var wanted = orders.SelectMany(Variations).OfType<string>().Where(id => id.Length > 0).Distinct().ToList();
        var skus = new Dictionary<string, Sku>(await links.SkusAsync(wanted, cancellationToken));
        var unlinked = wanted.Where(id => !skus.ContainsKey(id)).ToList();
        await ReadAsync(unlinked, skus, cancellationToken);
        return new(skus, await NewLinksAsync(unlinked, skus, cancellationToken));
    }

    private static IEnumerable<string?> Variations(SquareOrder order) =>
        (order.LineItems ?? []).Select(line => line.CatalogObjectId).Concat((order.Returns ?? []).SelectMany(entry => entry.ReturnLineItems ?? []).Select(line => line.CatalogObjectId));

    private async ValueTask ReadAsync(List<string> ids, Dictionary<string, Sku> skus, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var chunk in ids.Where(id => !read.TryGetValue(id, out var there) || there.Until < now).Chunk(AtOnce))
        {
            var answer = await api.CatalogObjects(new(chunk, IncludeDeletedObjects: true), cancellationToken).Needed();
            foreach (var found in answer.Objects ?? [])
            {
                if (found.VariationContent?.Sku?.Trim() is { Length: > 0 } sku)
                {
                    read[found.Id] = (new(sku), now + Remembered);
                }
            }
        }

        foreach (var id in ids)
        {
            if (read.TryGetValue(id, out var there))
            {
                skus[id] = there.Sku;
            }
        }
    }

    /// <summary>A SKU that stands twice in the catalogue keeps the link that it has.</summary>
    private async ValueTask<IReadOnlyDictionary<string, EntityLink>> NewLinksAsync(List<string> ids, Dictionary<string, Sku> skus, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, EntityLink>();
        foreach (var id in ids.Where(skus.ContainsKey).DistinctBy(id => skus[id]))
        {
            var canonical = new CanonicalId(skus[id].Value);
            if (await links.FindAsync(EntityType.Variant, canonical, cancellationToken) is null)
            {
                found[id] = new(EntityType.Variant, canonical, id);
            }
        }

        return found;
    }
}
