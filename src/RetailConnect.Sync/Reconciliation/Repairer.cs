namespace RetailConnect.Sync.Reconciliation;

/// <summary>Carries out a plan: what the sources say now joins the lane as changes of their own, whatever the target was believed to have.</summary>
/// <param name="lane">Way to the target.</param>
/// <param name="overwrites">True when what the target has already is written again or amended.</param>
/// <param name="comparison">Where changes are accepted.</param>
/// <param name="sources">The sources.</param>
internal sealed class Repairer<T>(LaneKey lane, bool overwrites, ComparisonParts<T> comparison, IReadOnlyList<SourceView<T>> sources)
    where T : class
{
    private const int AtOnce = 20;

    public async Task<RepairReceipt> RunAsync(RepairPlan plan, CancellationToken cancellationToken)
    {
        var (queued, repeated, gone) = (0, 0, 0);
        var steps = plan.Steps.Where(step => step.Action is RepairAction.WriteAgain).ToList();
        if (steps.FirstOrDefault(step => step.Discrepancy.SourceEntity is null || sources.All(source => source.Name != step.Discrepancy.Origin)) is { } lost)
        {
            throw new ArgumentException($"The step of '{lost.Discrepancy.Key}' names no source of {lane} and an entity there: '{lost.Discrepancy.Origin}', '{lost.Discrepancy.SourceEntity}'.", nameof(plan));
        }

        foreach (var origin in steps.GroupBy(step => (Name: step.Discrepancy.Origin!, step.Discrepancy.FirstSeenAt)))
        {
            var source = sources.First(view => view.Name == origin.Key.Name);
            foreach (var chunk in origin.Select(step => step.Discrepancy.SourceEntity!.Value).Distinct().Chunk(source.IsReadById ? AtOnce : int.MaxValue))
            {
                var (read, accepted) = await comparison.Desks[origin.Key.Name].AcceptAgainAsync(
                    lane, overwrites, token => source.ReadChangesAsync(chunk, () => { }, token), $"repair/{plan.ComparedAt.UtcTicks}/{origin.Key.FirstSeenAt.UtcTicks}", cancellationToken);
                (queued, repeated, gone) = (queued + accepted, repeated + Math.Max(0, read - accepted), gone + chunk.Length - read);
            }
        }

        return new(queued, repeated, gone, plan.Steps.Count - steps.Count);
    }
}
