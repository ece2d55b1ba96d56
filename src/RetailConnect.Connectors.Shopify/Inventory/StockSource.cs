using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads the quantities that can be sold now. A variant that was never linked, or that the location does not stock, is left out.</summary>
internal sealed class StockSource(ShopifyAdmin admin, ConnectionLinks links, TimeProvider time) : IEntitySource<StockLevel>
{
    public const int AtOnce = 250;

    public async ValueTask<IReadOnlyList<Change<StockLevel>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var places = new List<(ExternalId Entity, Sku Sku, ExternalId Location, string Item)>();
        foreach (var entity in entities)
        {
            if (StockLevel.Split(entity) is { } id && await links.FindAsync(EntityType.Variant, new(id.Sku.Value), cancellationToken) is { } item)
            {
                places.Add((entity, id.Sku, id.Location, item.Value));
            }
        }

        var changes = new List<Change<StockLevel>>();
        foreach (var location in places.GroupBy(place => place.Location))
        {
            var observed = time.GetUtcNow();
            var items = location.Select(place => place.Item).Distinct().ToList();
            var answer = await admin.SendAsync(
                StockDocuments.Levels, new LevelsVariables(items, location.Key.Value), items.Count, ShopifyJson.Default.LevelsVariables, ShopifyJson.Default.LevelList, cancellationToken);
            var levels = answer.Nodes.OfType<ItemLevel>().Where(node => node is { Id: not null, InventoryLevel.Available: not null }).ToDictionary(node => node.Id!, node => node.InventoryLevel!);
            changes.AddRange(location.Where(place => levels.ContainsKey(place.Item)).Select(place => Map(place.Entity, place.Sku, place.Location, levels[place.Item], observed)));
        }

        return changes;
    }

    private static Change<StockLevel> Map(ExternalId entity, Sku sku, ExternalId location, WireLevel level, DateTimeOffset observed)
    {
        var available = level.Available!.Value;
        var version = level.UpdatedAt is { } updated ? $"{Versions.Of(updated)}:{available}" : $"{available}";
        return Change.Upserted(entity, version, new StockLevel { Sku = sku, Location = location, Available = available, ObservedAt = observed });
    }
}
