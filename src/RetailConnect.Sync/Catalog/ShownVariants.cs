using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Catalog;

/// <summary>Shows what a target has of some SKUs now.</summary>
internal sealed class ShownVariants(ISnapshotSource<Product> source, ConnectionRuntime target)
{
    public async ValueTask<IReadOnlyList<Observation>> FindAsync(IEnumerable<Sku> skus, CancellationToken cancellationToken)
    {
        var found = new List<Observation>();
        foreach (var chunk in skus.Select(sku => sku.Value).Where(sku => !string.IsNullOrWhiteSpace(sku)).Distinct(StringComparer.Ordinal).Chunk(target.Snapshot(EntityType.Product)!.KeysAtOnce))
        {
            found.AddRange((await source.ReadAsync(new(null, chunk.Length) { Keys = chunk }, cancellationToken)).Observations);
        }

        return found;
    }
}
