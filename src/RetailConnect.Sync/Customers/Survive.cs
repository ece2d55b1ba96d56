using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Gives a target the person that all sources together make, and not what one of them says.</summary>
/// <remarks>It is put together anew for each change from what the sources say at that moment, so neither the order of changes nor a restart matters, and a repeat leads to the same.</remarks>
internal sealed partial class Survive(Survivors survivors, OtherProfiles others, ILogger<Survive> logger) : ISyncMiddleware<Customer>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Customer> context, SyncStep<Customer> next)
    {
        var envelope = context.Envelope;
        if (envelope.Change.Value is not { } said)
        {
            return await next(context);
        }

        var (own, withdrawn) = await others.ReadAsync(envelope.Tenant, envelope.Origin, envelope.Canonical, context.CancellationToken);
        var (person, kept) = survivors.Merge(envelope.Origin, said, own);
        person = withdrawn ? person with { AcceptsMarketing = false } : person;
        if (person == said)
        {
            return await next(context);
        }

        var outcome = await next(context with { Envelope = envelope with { Change = envelope.Change with { Value = person } } });
        LogKept(envelope.Tenant, envelope.Sync, envelope.Canonical, envelope.Target, envelope.Origin, string.Join(", ", kept.Select(one => $"{one.Field} of {one.Source}").Concat(withdrawn ? ["withdrawn consent"] : [])));
        return outcome is SyncOutcome.SkippedOutcome { Reason: Reasons.Unchanged } ? SyncOutcome.Skipped(Reasons.KeptFromOther) : outcome;
    }

    [LoggerMessage(2905, LogLevel.Information, "{Tenant}/{Sync}: customer {Person} in {Target} is what {Origin} says, but for: {Kept}.")]
    private partial void LogKept(TenantId tenant, string sync, CanonicalId person, string target, string origin, string kept);
}
