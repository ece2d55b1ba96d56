using RetailConnect.Sync.Reconciliation;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Inventory;

/// <summary>What a channel should show as available: the same formula that its writes use, for the variants and places that it has.</summary>
internal sealed class StockComparison(LaneKey lane, Func<CancellationToken, Task> catchUpAsync, InventoryOptions options, EngineParts parts) : ComparisonRule<StockLevel>
{
    public override IReadOnlyList<string> Fields { get; } = [ObservedField.Available];

    public override async ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<StockLevel>> changes, CancellationToken cancellationToken)
    {
        var expectations = new List<Expectation>(changes.Count);
        var places = new Dictionary<ExternalId, (string Code, ExternalId There)?>();
        foreach (var picture in changes.GroupBy(change => change.Value!.ObservedAt))
        {
            var lines = new List<(Change<StockLevel> Change, string Code, ExternalId There)>();
            foreach (var change in picture)
            {
                if (await PlaceAsync(origin, change.Value!.Location, places, cancellationToken) is { } place && await IsThereAsync(change.Value.Sku, cancellationToken))
                {
                    lines.Add((change, place.Code, place.There));
                }
            }

            var unposted = await parts.Ledger.SumUnpostedAsync(lane.Tenant, [.. lines.Select(line => (line.Change.Value!.Sku, line.Code)).Distinct()], picture.Key, cancellationToken);
            foreach (var (change, code, there) in lines)
            {
                if (StockFormula.Available(change.Value!, unposted.GetValueOrDefault((change.Value!.Sku, code)), options.SafetyBuffer) is { } available)
                {
                    expectations.Add(new(StockLevel.IdOf(change.Value!.Sku, there).Value, change.Entity, new(change.Entity.Value), [ObservedField.Of(ObservedField.Available, available)]));
                }
            }
        }

        return expectations;
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
