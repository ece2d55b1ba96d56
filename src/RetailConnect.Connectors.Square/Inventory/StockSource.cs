using System.Globalization;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Reads units in stock by id; a variation that was never counted is left out, because unknown is not zero.</summary>
internal sealed class StockSource(ISquareApi api, ConnectionLinks links, VendorClock clock) : IEntitySource<StockLevel>
{
    public const int AtOnce = 200;
    private const int MostOfPage = 1000;
    private static readonly string[] States = ["IN_STOCK"];

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
        foreach (var count in await CountsAsync(wanted.Keys, cancellationToken))
        {
            if (wanted.TryGetValue((count.CatalogObjectId ?? "", count.LocationId ?? ""), out var place) && count.State is "IN_STOCK")
            {
                changes.Add(ToChange(place.Entity, place.Sku, count, before.Time));
            }
        }

        return changes;
    }

    private async ValueTask<IReadOnlyList<StockCount>> CountsAsync(IReadOnlyCollection<(string Variation, string Location)> places, CancellationToken cancellationToken)
    {
        var search = new CountSearch([.. places.Select(place => place.Variation).Distinct()], [.. places.Select(place => place.Location).Distinct()], States, null, MostOfPage);
        var counts = new List<StockCount>();
        do
        {
            var answer = await api.Counts(search, cancellationToken).Needed();
            counts.AddRange(answer.Counts ?? []);
            if (!string.IsNullOrEmpty(answer.Cursor) && answer.Cursor == search.Cursor)
            {
                throw new ConnectorException(FaultKind.Transient, "Square's cursor of stock counts does not advance.");
            }

            search = search with { Cursor = string.IsNullOrEmpty(answer.Cursor) ? null : answer.Cursor };
        }
        while (search.Cursor is not null);

        return counts;
    }

    private static Change<StockLevel> ToChange(ExternalId entity, Sku sku, StockCount count, DateTimeOffset before)
    {
        var version = count.CalculatedAt ?? "";
        return decimal.TryParse(count.Quantity, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units)
            ? Change.Upserted(entity, version, new StockLevel { Sku = sku, Location = count.LocationId!, Available = units, ObservedAt = before })
            : Change.Unreadable<StockLevel>(entity, version, new(FaultKind.Rejected, "A stock count is no number.") { Reason = Reasons.InvalidQuantity });
    }
}
