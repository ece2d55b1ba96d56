using RetailConnect.Sync.Middleware;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Runs changes through the partner's steps of a sync, to know what these would let through to the target, and as what.</summary>
internal sealed class Preview<T>(LaneKey lane, IReadOnlyList<PipelineStep<T>> steps, ICrosswalk crosswalk)
    where T : class
{
    private static readonly EntityType Type = EntityType.Of<T>();

    /// <summary>Returns the changes that would reach the target, as they would, and those that would not.</summary>
    public async ValueTask<(IReadOnlyList<Change<T>> Reached, IReadOnlyList<Change<T>> Kept)> RunAsync(string origin, IReadOnlyList<Change<T>> changes, CancellationToken cancellationToken)
    {
        var (reached, kept) = (new List<Change<T>>(), new List<Change<T>>());
        foreach (var change in changes)
        {
            if (await RunAsync(origin, change, cancellationToken) is { Value: not null } through)
            {
                reached.Add(through);
            }
            else
            {
                kept.Add(change);
            }
        }

        return (reached, kept);
    }

    private async ValueTask<Change<T>?> RunAsync(string origin, Change<T> change, CancellationToken cancellationToken)
    {
        Change<T>? through = null;
        var canonical = CanonicalIds.Of(origin, change.Entity);
        var envelope = new Envelope<T>
        {
            Id = 0, Tenant = lane.Tenant, Sync = lane.Sync, Origin = origin, Target = lane.Target, Change = change, Canonical = canonical,
            TargetId = await crosswalk.FindExternalAsync(new(lane.Tenant, Type, lane.Target), canonical, cancellationToken),
            IdempotencyKey = IdempotencyKey.Derive("preview", lane.ToString(), change.Entity.Value, change.Version),
        };
        try
        {
            await PipelineStep<T>.Compose(steps, context =>
            {
                through = context.Envelope.Change;
                return new(SyncOutcome.Skipped(Reasons.Unchanged));
            })(new(envelope, cancellationToken));
            return through;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreException))
        {
            // On its real way it costs its own envelope only, which is a dead letter then.
            return null;
        }
    }
}
