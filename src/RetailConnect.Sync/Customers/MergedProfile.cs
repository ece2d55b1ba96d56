using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Lets changes of a profile go that came with a merged person: name, address and consent are those of the one who stays.</summary>
internal sealed class MergedProfile(EngineParts parts) : ISyncMiddleware<Customer>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Customer> context, SyncStep<Customer> next)
    {
        var envelope = context.Envelope;
        return await parts.Crosswalk.FormerAsync(envelope.Tenant, envelope.Origin, envelope.Change.Entity, context.CancellationToken) is { } former && former != envelope.Canonical
            ? SyncOutcome.Skipped(Reasons.MergedProfile)
            : await next(context);
    }
}
