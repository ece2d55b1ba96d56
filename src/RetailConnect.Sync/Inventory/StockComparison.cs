using RetailConnect.Sync.Reconciliation;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Inventory;

/// <summary>What a channel should show as available: the same computation that its writes use, for the variants, kits and places that it has.</summary>
internal sealed class StockComparison(LaneKey lane, Func<CancellationToken, Task> catchUpAsync, SellableStock sellable, EngineParts parts) : ComparisonRule<StockLevel>
{
    public override IReadOnlyList<string> Fields { get; } = [ObservedField.Available];

    public override async ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<StockLevel>> changes, CancellationToken cancellationToken)
    {
        var places = new Dictionary<ExternalId, (string Code, ExternalId There)?>();
        var lines = new List<(Change<StockLevel> Cause, StockLevel Level, string Code, ExternalId There)>();
        foreach (var change in changes)
        {
            foreach (var level in await sellable.LedByAsync(change.Value!, cancellationToken))
            {
                if (await PlaceAsync(origin, level.Location, places, cancellationToken) is { } place && await IsThereAsync(level.Sku, cancellationToken))
                {
                    lines.Add((change, level, place.Code, place.There));
                }
            }
        }

        var offers = await sellable.ComputeAsync(lane.Tenant, [.. lines.Select(line => (line.Level, line.Code))], cancellationToken);
        if (offers.FirstOrDefault(offer => offer.Fault is not null) is { Fault: { } fault })
        {
            throw fault;
        }

        return [.. lines.Zip(offers).Where(pair => pair.Second.Available is not null).Select(pair => new Expectation(
            StockLevel.IdOf(pair.First.Level.Sku, pair.First.There).Value, pair.First.Cause.Entity, new(StockLevel.IdOf(pair.First.Level.Sku, pair.First.Level.Location).Value), [ObservedField.Of(ObservedField.Available, pair.Second.Available!.Value)]))];
    }

    public override async ValueTask CatchUpAsync(CancellationToken cancellationToken) => await catchUpAsync(cancellationToken);

    /// <summary>The catalogue tells of a variant that the channel lacks; its stock would only say the same again.</summary>
    private async ValueTask<bool> IsThereAsync(Sku sku, CancellationToken cancellationToken) =>
        await parts.Crosswalk.FindExternalAsync(new(lane.Tenant, EntityType.Variant, lane.Target), new(sku.Value), cancellationToken) is not null;

    private async ValueTask<(string Code, ExternalId There)?> PlaceAsync(string origin, ExternalId location, Dictionary<ExternalId, (string Code, ExternalId There)?> places, CancellationToken cancellationToken)
    {
        if (!places.TryGetValue(location, out var place))
        {
            var code = await parts.Crosswalk.FindCanonicalAsync(new(lane.Tenant, EntityType.Location, origin), location, cancellationToken);
            var there = code is { } known ? await parts.Crosswalk.FindExternalAsync(new(lane.Tenant, EntityType.Location, lane.Target), known, cancellationToken) : null;
            places[location] = place = there is { } external ? (code!.Value.Value, external) : null;
        }

        return place;
    }
}
