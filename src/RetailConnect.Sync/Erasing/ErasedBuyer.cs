namespace RetailConnect.Sync.Erasing;

/// <summary>Makes an order of an erased person one without a customer where the target never had the person, and never will.</summary>
internal sealed class ErasedBuyer(ICrosswalk crosswalk) : ISyncMiddleware<Order>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var envelope = context.Envelope;
        return envelope.Change.Value is { Customer: { } customer } order && await IsUnknownAsync(envelope, customer.Id, context.CancellationToken)
            ? await next(context with { Envelope = envelope with { Change = envelope.Change with { Value = order with { Customer = null } } } })
            : await next(context);
    }

    private async ValueTask<bool> IsUnknownAsync(Envelope<Order> envelope, ExternalId profile, CancellationToken cancellationToken) =>
        await crosswalk.ErasedAsync(envelope.Tenant, envelope.Origin, profile, cancellationToken) is not null
        && (await crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Origin), profile, cancellationToken) is not { } person
            || await crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Target), person, cancellationToken) is null);
}
