using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square.Inventory;

/// <summary>Shows the units in stock at the locations that are open. What was never counted is left out, and so is a variation that is not linked: its stock is not ours.</summary>
/// <remarks>All are read without naming locations, so that each page repeats the query of the first one, whatever opens or closes in between.</remarks>
internal sealed class StockSnapshot(CountReader counts, LocationBook book, ConnectionLinks links, VendorClock clock) : ISnapshotSource<StockLevel>
{
    public const int AtOnce = StockSource.AtOnce;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public static readonly string[] Fields = [ObservedField.Available];

    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        if (request.Keys is { } keys)
        {
            return new(await ByKeyAsync(keys, cancellationToken), null);
        }

        var page = await counts.AllAsync(request.After, request.PageSize, cancellationToken);
        var open = await book.OpenAsync(clock.Now - Remembered, cancellationToken);
        var there = page.Counts.Where(count => open.Contains(count.LocationId ?? "")).ToList();
        var skus = await links.SkusAsync(there.Select(count => count.CatalogObjectId).OfType<string>(), cancellationToken);
        return new([.. there.Select(count => skus.TryGetValue(count.CatalogObjectId ?? "", out var sku) ? Observe(sku, count) : null).OfType<Observation>()], page.Next);
    }

    private async ValueTask<IReadOnlyList<Observation>> ByKeyAsync(IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var wanted = new Dictionary<(string Variation, string Location), Sku>();
        foreach (var key in keys)
        {
            if (StockLevel.Split(key) is { } place && await links.FindAsync(EntityType.Variant, new(place.Sku.Value), cancellationToken) is { } variation)
            {
                wanted[(variation.Value, place.Location.Value)] = place.Sku;
            }
        }

        if (wanted.Count == 0)
        {
            return [];
        }

        var open = await book.OpenAsync(clock.Now - Remembered, cancellationToken);
        var locations = wanted.Keys.Select(place => place.Location).Distinct().Where(open.Contains).ToList();
        var found = locations.Count == 0 ? [] : await counts.OfAsync([.. wanted.Keys.Select(place => place.Variation).Distinct()], locations, cancellationToken);
        return [.. found.Select(count => wanted.TryGetValue((count.CatalogObjectId ?? "", count.LocationId ?? ""), out var sku) ? Observe(sku, count) : null).OfType<Observation>()];
    }

    /// <summary>A count that is no number is unknown, like one that is not there.</summary>
    private static Observation? Observe(Sku sku, StockCount count)
    {
        var id = StockLevel.IdOf(sku, count.LocationId!);
        return CountReader.UnitsOf(count) is { } units ? new(id.Value, id, [ObservedField.Of(ObservedField.Available, units)]) : null;
    }
}
