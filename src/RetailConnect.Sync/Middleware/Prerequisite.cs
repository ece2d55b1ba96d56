using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Middleware;

/// <summary>Holds an envelope back while the entity that it builds on is still on its way to the same target; that wait is nobody's failure and uses up no attempt.</summary>
internal sealed class Prerequisite<T>(EngineParts parts, EntityType type, Func<Envelope<T>, CancellationToken, ValueTask<CanonicalId?>> needed) : ISyncMiddleware<T>
    where T : class
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        var envelope = context.Envelope;
        if (await needed(envelope, context.CancellationToken) is { } canonical
            && await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, type, envelope.Target), canonical, context.CancellationToken) is null
            && await parts.Inbox.IsPendingAsync(envelope.Tenant, envelope.Target, type, canonical, context.CancellationToken))
        {
            return SyncOutcome.Deferred(Recover.NextLook(parts.Time.GetUtcNow() - envelope.AcceptedAt, parts.Recovery.FirstDelay, LongestLook), Recover.Waiting);
        }

        return await next(context);
    }
}
