using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Units of each order that came back, as the channels say, of returns that a target is told of. They are read once for each look.</summary>
/// <remarks>What was called off or taken off by an edit the order itself says.</remarks>
/// <param name="target">The target.</param>
/// <param name="runtime">The tenant.</param>
internal sealed class ReturnedUnits(string target, TenantRuntime runtime)
{
    private readonly EngineParts parts = runtime.Parts;
    private DateTimeOffset? from;
    private ILookup<CanonicalId, Taken>? known;

    public void Begin(DateTimeOffset? first)
    {
        from = first;
        Forget();
    }

    public void Forget() => known = null;

    public async ValueTask<decimal> OfAsync(CanonicalId order, CancellationToken cancellationToken) => (known ??= await ReadAsync(cancellationToken))[order].Sum(taken => taken.Units);

    /// <summary>Says why the target shows other units than came back: a return is on its way, a decision keeps it away, or it was never read. Null when nothing of that is so.</summary>
    public async ValueTask<(DiscrepancyState State, string Reason)?> ExplainAsync(CanonicalId order, CancellationToken cancellationToken)
    {
        var (verdicts, lost) = (new List<(DiscrepancyState State, string Reason)>(), default((DiscrepancyState, string)?));
        foreach (var taken in (known ??= await ReadAsync(cancellationToken))[order])
        {
            var verdict = await new Verdicts(taken.Lane, EntityType.Return, parts).OfAsync(taken.Return, DiscrepancyKind.Different, cancellationToken);
            lost = verdict.Reason is Verdicts.NeverRead ? verdict : lost;
            verdicts.Add(verdict);
        }

        return verdicts.Where(verdict => verdict.State is not DiscrepancyState.Drift).Select(verdict => ((DiscrepancyState, string)?)verdict).FirstOrDefault() ?? lost;
    }

    private async ValueTask<ILookup<CanonicalId, Taken>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = new List<(CanonicalId Order, Taken Taken)>();
        foreach (var sync in runtime.Definition.Syncs.Where(sync => sync.Type == EntityType.Return && sync.To.Contains(target)))
        {
            var settings = new ViewSettings(runtime.Tenant, EntityType.Return, sync.Options.MostPages, from) { Patience = new(parts) };
            foreach (var origin in sync.From.Where(name => name != target))
            {
                await foreach (var page in new SourceView<Return>(runtime.Connections[origin], new DocumentComparison<Return>([], _ => null), null, settings).ReadAllAsync(cancellationToken))
                {
                    await AddAsync(found, page.Changes, origin, new(runtime.Tenant, sync.Name, target), cancellationToken);
                }
            }
        }

        return found.DistinctBy(item => item.Taken.Return).ToLookup(item => item.Order, item => item.Taken);
    }

    private async ValueTask AddAsync(List<(CanonicalId Order, Taken Taken)> found, IReadOnlyList<Change<Return>> changes, string origin, LaneKey lane, CancellationToken cancellationToken)
    {
        foreach (var change in changes)
        {
            var units = change.Value is { CalledOff: not true, OfEdit: not true } taken ? taken.Lines.Where(line => line.Sku is not null).Sum(line => line.Quantity.Value) : 0;
            if (units != 0 && await parts.Crosswalk.FindOrderAsync(runtime.Tenant, origin, change.Value!.Order, cancellationToken) is { } order)
            {
                found.Add((order, new(lane, CanonicalIds.Of(origin, change.Entity), units)));
            }
        }
    }

    private sealed record Taken(LaneKey Lane, CanonicalId Return, decimal Units);
}
