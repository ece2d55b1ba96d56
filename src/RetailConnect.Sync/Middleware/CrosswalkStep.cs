namespace RetailConnect.Sync.Middleware;

/// <summary>Fills in the target's id of the entity.</summary>
internal sealed class CrosswalkStep<T>(ICrosswalk crosswalk, EntityType type) : ISyncMiddleware<T>
    where T : class
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        var envelope = context.Envelope;
        var id = await crosswalk.FindExternalAsync(new(envelope.Tenant, type, envelope.Target), envelope.Canonical, context.CancellationToken);
        return await next(context with { Envelope = envelope with { TargetId = id } });
    }
}
