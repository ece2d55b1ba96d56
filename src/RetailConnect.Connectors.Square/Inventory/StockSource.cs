using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Reads what a store has now, by SKU and location. A SKU that is not linked is left out; so is a place that was never counted, because unknown is not zero.</summary>
internal sealed class StockSource(ISquareApi api, ConnectionLinks links, TimeProvider time) : IEntitySource<StockLevel>
{
    public const int AtOnce = 250;
    private const int ObjectsAtOnce = 250;

    public async ValueTask<IReadOnlyList<Change<StockLevel>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var seenAt = time.GetUtcNow();
        var wanted = entities.Select(StockLevel.Split).OfType<(Sku Sku, ExternalId Location)>().ToList();
        var variations = new Dictionary<string, Sku>();
        foreach (var sku in wanted.Select(place => place.Sku).Distinct())
        {
            if (await links.FindAsync(EntityType.Variant, new(sku.Value), cancellationToken) is { } variation)
            {
                variations[variation.Value] = sku;
            }
        }

        var places = wanted.ToHashSet();
        var changes = new List<Change<StockLevel>>();
        foreach (var chunk in variations.Keys.Chunk(ObjectsAtOnce))
        {
            await foreach (var count in CountsAsync(chunk, [.. wanted.Select(place => place.Location.Value).Distinct()], cancellationToken))
            {
                if (count is { State: "IN_STOCK", CatalogObjectId: { } id, LocationId: { } location, Quantity: { } text } && places.Contains((variations[id], new ExternalId(location))))
                {
                    changes.Add(Map(variations[id], location, Wires.Quantity(text), seenAt));
                }
            }
        }

        return changes;
    }

    private static Change<StockLevel> Map(Sku sku, ExternalId location, Quantity quantity, DateTimeOffset seenAt) => Change.Upserted(
        StockLevel.IdOf(sku, location), seenAt.UtcTicks.ToString(CultureInfo.InvariantCulture), new StockLevel { Sku = sku, Location = location, Available = quantity, ObservedAt = seenAt });

    private async IAsyncEnumerable<CountWire> CountsAsync(IReadOnlyList<string> variations, IReadOnlyList<string> locations, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var answer = await api.CountsAsync(new(variations, locations, ["IN_STOCK"], cursor), cancellationToken);
            foreach (var count in answer.Counts ?? [])
            {
                yield return count;
            }

            cursor = answer.Cursor;
        }
        while (cursor is { Length: > 0 });
    }
}
