namespace RetailConnect.Sync.Erasing;

/// <summary>Lets go what an erased profile says, also what was on its way when the person was erased: it would make the person anew in a target.</summary>
internal sealed class ErasedCustomer(ICrosswalk crosswalk) : ISyncMiddleware<Customer>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Customer> context, SyncStep<Customer> next)
    {
        var envelope = context.Envelope;
        return await crosswalk.ErasedAsync(envelope.Tenant, envelope.Origin, envelope.Change.Entity, context.CancellationToken) is null ? await next(context) : SyncOutcome.Skipped(Reasons.Erased);
    }
}
