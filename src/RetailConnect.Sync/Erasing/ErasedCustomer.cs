namespace RetailConnect.Sync.Erasing;

/// <summary>Lets go what an erased profile says, also what was on its way when the person was erased: it would make the person anew in a target. Of who came back by an order only what is said of the new person goes on.</summary>
internal sealed class ErasedCustomer(ICrosswalk crosswalk, IErasureStore? erasures) : ISyncMiddleware<Customer>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Customer> context, SyncStep<Customer> next)
    {
        var envelope = context.Envelope;
        return await crosswalk.ErasedAsync(envelope.Tenant, envelope.Origin, envelope.Change.Entity, context.CancellationToken) is not null
            || (erasures is not null && await erasures.FindErasureAsync(envelope.Tenant, envelope.Canonical, context.CancellationToken) is not null)
                ? SyncOutcome.Skipped(Reasons.Erased)
                : await next(context);
    }
}
