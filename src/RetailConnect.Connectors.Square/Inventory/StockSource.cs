using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Reads units in stock by id; a variation that was never counted is left out, because unknown is not zero.</summary>
internal sealed class StockSource(CountReader counts, ConnectionLinks links, VendorClock clock) : IEntitySource<StockLevel>
{
    public const int AtOnce = 200;

    public async ValueTask<IReadOnlyList<Change<StockLevel>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<(string Variation, string Location), (ExternalId Entity, Sku Sku)>();
        foreach (var entity in entities)
        {
            if (StockLevel.Split(entity) is { } place && await links.FindAsync(EntityType.Variant, new(place.Sku.Value), cancellationToken) is { } variation)
            {
                wanted[(variation.Value, place.Location.Value)] = (entity, place.Sku);
            }
        }

        if (wanted.Count == 0)
        {
            return [];
        }

        var before = clock.Mark();
        var changes = new List<Change<StockLevel>>();
        foreach (var count in await counts.OfAsync([.. wanted.Keys.Select(place => place.Variation).Distinct()], [.. wanted.Keys.Select(place => place.Location).Distinct()], cancellationToken))
        {
            if (wanted.TryGetValue((count.CatalogObjectId ?? "", count.LocationId ?? ""), out var place))
            {
                changes.Add(ToChange(place.Entity, place.Sku, count, before.Time));
            }
        }

        return changes;
    }

    private static Change<StockLevel> ToChange(ExternalId entity, Sku sku, StockCount count, DateTimeOffset before)
    {
        var version = count.CalculatedAt ?? "";
        return CountReader.UnitsOf(count) is { } units
            ? Change.Upserted(entity, version, new StockLevel { Sku = sku, Location = count.LocationId!, Available = units, ObservedAt = before })
            : Change.Unreadable<StockLevel>(entity, version, new(FaultKind.Rejected, "A stock count is no number.") { Reason = Reasons.InvalidQuantity });
    }
}
