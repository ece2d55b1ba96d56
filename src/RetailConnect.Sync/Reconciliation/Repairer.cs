using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Carries out a plan: what the sources say now joins the lane as changes of their own, whatever the target was believed to have.</summary>
internal sealed class Repairer<T>(LaneKey lane, ComparisonParts<T> comparison, IReadOnlyList<SourceView<T>> sources)
    where T : class
{
    private const int AtOnce = 100;

    public async Task<RepairReceipt> RunAsync(RepairPlan plan, CancellationToken cancellationToken)
    {
        var (queued, repeated, gone) = (0, 0, 0);
        var steps = plan.Steps.Where(step => step.Action is RepairAction.WriteAgain).ToList();
        foreach (var origin in steps.GroupBy(step => step.Discrepancy.Origin!))
        {
            var source = sources.First(view => view.Name == origin.Key);
            foreach (var chunk in origin.Select(step => step.Discrepancy.SourceEntity!.Value).Distinct().Chunk(AtOnce))
            {
                var changes = (await source.ReadChangesAsync(chunk, () => { }, cancellationToken)).Where(change => change.Value is not null).ToList();
                var accepted = await comparison.Desks[origin.Key].AcceptAgainAsync(lane, changes, Salt(plan), cancellationToken);
                (queued, repeated, gone) = (queued + accepted, repeated + changes.Count - accepted, gone + chunk.Length - changes.Count);
            }
        }

        return new(queued, repeated, gone, plan.Steps.Count - steps.Count);
    }

    /// <summary>One plan repairs a thing once, however often it is carried out.</summary>
    private static string Salt(RepairPlan plan) => $"repair/{plan.ComparedAt.UtcTicks}";
}
