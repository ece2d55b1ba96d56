using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Middleware;

/// <summary>Stops our own writes from coming back: a change whose content is what we wrote to its origin goes no further.</summary>
internal sealed class EchoGuard<T>(ICrosswalk crosswalk, EntityType type, IntakeRule<T> rule) : ISyncMiddleware<T>
    where T : class
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        var envelope = context.Envelope;
        if (type.IsTransaction || envelope.Change.Value is not { } value)
        {
            return await next(context);
        }

        var written = await crosswalk.FindFingerprintAsync(new(envelope.Tenant, type, envelope.Origin), envelope.Canonical, context.CancellationToken);
        return written is not null && written == CanonicalJson.Fingerprint(rule.Content(value)) ? SyncOutcome.Skipped(Reasons.Echo) : await next(context);
    }
}
