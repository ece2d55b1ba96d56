using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Middleware;

/// <summary>Skips what the target already has. A document that changed after it was posted is for a person, unless the target takes it by our own id or its sink takes changes.</summary>
internal sealed class SkipUnchanged<T>(ICrosswalk crosswalk, EntityType type, IntakeRule<T> rule, bool takesChanges) : ISyncMiddleware<T>
    where T : class
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        var envelope = context.Envelope;
        if (envelope.Change.Value is not { } value)
        {
            // What is gone has no content, so that the same content is a change when it comes back.
            var gone = await next(context);
            return gone is SyncOutcome.AppliedOutcome taken ? SyncOutcome.Applied(taken.Receipt with { Fingerprint = "" }) : gone;
        }

        var fingerprint = CanonicalJson.Fingerprint(rule.Content(value));
        if (envelope.TargetId is not null)
        {
            var written = await crosswalk.FindFingerprintAsync(new(envelope.Tenant, type, envelope.Target), envelope.Canonical, context.CancellationToken);
            if (written == fingerprint)
            {
                return SyncOutcome.Skipped(type.IsTransaction ? Reasons.AlreadyPosted : Reasons.Unchanged);
            }

            if (!takesChanges)
            {
                return SyncOutcome.DeadLettered(Reasons.ChangedAfterPosting, $"{envelope.Canonical} is already posted in '{envelope.Target}' with other content.");
            }
        }

        var outcome = await next(context);
        return outcome is SyncOutcome.AppliedOutcome applied ? SyncOutcome.Applied(applied.Receipt with { Fingerprint = fingerprint }) : outcome;
    }
}
