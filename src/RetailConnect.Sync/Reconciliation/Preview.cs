using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Runs changes through the partner's steps of a sync, to know what these would let through to the target, and as what.</summary>
internal sealed class Preview<T>(LaneKey lane, IReadOnlyList<PipelineStep<T>> steps, ICrosswalk crosswalk)
    where T : class
{
    private static readonly EntityType Type = EntityType.Of<T>();

    /// <summary>Returns the changes that would reach the target, as they would.</summary>
    public async ValueTask<IReadOnlyList<Change<T>>> RunAsync(string origin, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken)
    {
        var reached = new List<Change<T>>();
        var run = PipelineStep<T>.Compose(steps, context =>
        {
            reached.Add(context.Envelope.Change);
            return new(SyncOutcome.Skipped(Reasons.Unchanged));
        });
        foreach (var change in changes)
        {
            var canonical = CanonicalIds.Of(origin, change.Entity);
            await run(new(
                new()
                {
                    Id = 0, Tenant = lane.Tenant, Sync = lane.Sync, Origin = origin, Target = lane.Target, Change = change, Canonical = canonical,
                    TargetId = await crosswalk.FindExternalAsync(new(lane.Tenant, Type, lane.Target), canonical, cancellationToken),
                    IdempotencyKey = IdempotencyKey.Derive("preview", lane.ToString(), change.Entity.Value, change.Version),
                },
                cancellationToken));
        }

        return reached;
    }
}
