using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>Reads what the shop offers now, by SKU and location. A SKU that is not linked, or not stocked at the location, is left out.</summary>
internal sealed class StockSource(ShopifyClient client, ConnectionLinks links, TimeProvider time) : IEntitySource<StockLevel>
{
    public const int AtOnce = 250;

    /// <summary>One item costs 33 points with up to ten locations.</summary>
    private const int ItemsAtOnce = 29;

    public async ValueTask<IReadOnlyList<Change<StockLevel>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var seenAt = time.GetUtcNow();
        var items = new Dictionary<Sku, string>();
        var wanted = entities.Select(StockLevel.Split).OfType<(Sku Sku, ExternalId Location)>().ToList();
        foreach (var sku in wanted.Select(place => place.Sku).Distinct())
        {
            if (await links.FindAsync(EntityType.Variant, new(sku.Value), cancellationToken) is { } item)
            {
                items[sku] = item.Value;
            }
        }

        var available = new Dictionary<(string Item, string Location), int>();
        foreach (var chunk in items.Values.Distinct().Chunk(ItemsAtOnce))
        {
            var data = await client.RunAsync(Documents.Stock, Wires.Ids(chunk), cancellationToken);
            Collect(data.StockNodes!.OfType<StockWire>(), available);
        }

        return [.. wanted.Where(place => items.TryGetValue(place.Sku, out var item) && available.ContainsKey((item, place.Location.Value))).Select(place => Map(place, available[(items[place.Sku], place.Location.Value)], seenAt))];
    }

    private static void Collect(IEnumerable<StockWire> nodes, Dictionary<(string Item, string Location), int> available)
    {
        foreach (var node in nodes.Where(node => node.InventoryLevels is not null))
        {
            foreach (var level in node.InventoryLevels!.Nodes)
            {
                available[(node.Id, level.Location.Id)] = level.Quantities.First(quantity => quantity.Name == "available").Quantity;
            }

            if (node.InventoryLevels.PageInfo is { HasNextPage: true })
            {
                throw new ConnectorException(FaultKind.Unsupported, "The shop stocks an item at more than ten locations.") { Reason = "too-many-locations" };
            }
        }
    }

    private static Change<StockLevel> Map((Sku Sku, ExternalId Location) place, int available, DateTimeOffset seenAt) => Change.Upserted(
        StockLevel.IdOf(place.Sku, place.Location), seenAt.UtcTicks.ToString(System.Globalization.CultureInfo.InvariantCulture),
        new StockLevel { Sku = place.Sku, Location = place.Location, Available = available, ObservedAt = seenAt });
}
