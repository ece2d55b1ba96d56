using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Connectors.Shopify.Catalog.Bulk;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Shows the units that can be sold at active locations. What a location does not stock is left out, and so is an item that is not linked: its stock is not ours.</summary>
internal sealed class StockSnapshot(StockSource source, LevelPages pages, BulkSnapshots bulk, ConnectionLinks links) : ISnapshotSource<StockLevel>
{
    public const int AtOnce = StockSource.AtOnce;

    public static readonly string[] Fields = [ObservedField.Available];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.Keys is { } keys)
        {
            var found = await source.ReadAsync([.. keys.Select(key => new ExternalId(key))], cancellationToken);
            return new([.. found.Select(change => Observe(change.Entity, change.Value!.Available))], null);
        }

        var (levels, next) = await AllAsync(request, cancellationToken);
        var skus = await links.SkusAsync(levels.Select(level => level.Item.Id), cancellationToken);
        return new([.. levels.Select(level => level is { Available: { } units, Location: { } location } && skus.TryGetValue(level.Item.Id, out var sku) ? Observe(StockLevel.IdOf(sku, location.Id), units) : null).OfType<Observation>()], next);
    }

    private async ValueTask<(IReadOnlyList<ShownLevel> Levels, Cursor? Next)> AllAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (BulkSnapshots.IsOne(request.After))
        {
            return await bulk.PageAsync(request, "item", ShopifyJson.Default.ShownLevel, cancellationToken);
        }

        return request.After is null && await bulk.StartIfFasterAsync(ShownDocuments.AllLevels, size => ShownDocuments.Levels.Each * size.Variants * size.Locations, cancellationToken) is { } started
            ? ([], started)
            : await pages.AllAsync(request, cancellationToken);
    }

    private static Observation Observe(ExternalId id, Quantity units) => new(id.Value, id, [ObservedField.Of(ObservedField.Available, units)]);
}
