using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Middleware;

/// <summary>Stops our own writes from coming back: a change whose content is what we wrote to its origin goes no further.</summary>
/// <remarks>
/// What an origin said is judged when nothing older is on its way to it: until then nobody knows whether it is an echo, or will be written over. Where the origin was written to since, what it says by now counts and not what it said before; so who changes the same entity in two places
/// ends with one word everywhere. Of two changes that wait for each other the one that was accepted first goes on.
/// </remarks>
internal sealed class EchoGuard<T>(TenantRuntime runtime, EngineParts parts, EntityType type, IntakeRule<T> rule) : ISyncMiddleware<T>
    where T : class
{
    private const int Newest = 50;
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(30);

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        var envelope = context.Envelope;
        if (type.IsTransaction || envelope.Change.Value is not { } value)
        {
            return await next(context);
        }

        var written = await parts.Crosswalk.FindFingerprintAsync(new(envelope.Tenant, type, envelope.Origin), envelope.Canonical, context.CancellationToken);
        if (Is(value, written))
        {
            return SyncOutcome.Skipped(Reasons.Echo);
        }

        if (await IsToBeWrittenAsync(envelope, context.CancellationToken))
        {
            return SyncOutcome.Deferred(Recover.NextLook(parts.Time.GetUtcNow() - envelope.AcceptedAt, parts.Recovery.FirstDelay, LongestLook), Recover.Waiting);
        }

        // What is not an echo makes the record of what was written forgotten when it is accepted; so there was a write since.
        return written is not null && await NowAsync(envelope, context.CancellationToken) is { } now
            ? Is(now, written) ? SyncOutcome.Skipped(Reasons.Echo) : await next(context with { Envelope = envelope with { Change = envelope.Change with { Value = now } } })
            : await next(context);
    }

    private bool Is(T value, string? written) => written is not null && written == CanonicalJson.Fingerprint(rule.Content(value));

    /// <summary>True while a change that was accepted before is on its way to the origin.</summary>
    private async ValueTask<bool> IsToBeWrittenAsync(Envelope<T> envelope, CancellationToken cancellationToken) =>
        parts.History is { } history
        && runtime.Lanes.Any(lane => lane.Type == type && lane.Key.Target == envelope.Origin)
        && await parts.Inbox.IsPendingAsync(envelope.Tenant, envelope.Origin, type, envelope.Canonical, cancellationToken)
        && (await history.LoadAsync(envelope.Tenant, new(type, envelope.Canonical), envelope.Canonical.Value, Newest, cancellationToken)).Envelopes
            .Any(saved => saved.State is null && saved.Lane.Target == envelope.Origin && saved.Id < envelope.Id);

    /// <summary>What the origin says by now, as it would be accepted; null where it can't be asked for one entity, or does not have it any more.</summary>
    private async ValueTask<T?> NowAsync(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        var origin = runtime.Connections[envelope.Origin];
        var read = origin.ReadsById<T>() ? await origin.ReadByIdAsync<T>([envelope.Change.Entity], cancellationToken) : [];
        var said = read.Where(change => change.Entity == envelope.Change.Entity && change.Value is not null).Take(1).ToList();
        return said.Count == 0 ? null : (await rule.AcceptAsync(new(envelope.Tenant, envelope.Origin, parts.Time.GetUtcNow()), said, cancellationToken))[0].Change.Value;
    }
}
