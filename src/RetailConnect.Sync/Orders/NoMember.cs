using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Orders;

/// <summary>Lets an order go whose customer was skipped in the target because the person can't be a member there: nobody will ever earn its points.</summary>
internal sealed class NoMember(EngineParts parts) : ISyncMiddleware<Order>
{
    private const int Newest = 50;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var envelope = context.Envelope;
        return parts.History is { } history
            && envelope.TargetId is null
            && envelope.Value.Customer is { } customer
            && await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Origin), customer.Id, context.CancellationToken) is { } person
            && await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Target), person, context.CancellationToken) is null
            && await IsNoMemberAsync(history, envelope, person, context.CancellationToken)
                ? SyncOutcome.Skipped(Reasons.NoMember)
                : await next(context);
    }

    private static async ValueTask<bool> IsNoMemberAsync(IEntityHistory history, Envelope<Order> envelope, CanonicalId person, CancellationToken cancellationToken)
    {
        var known = await history.LoadAsync(envelope.Tenant, new(EntityType.Customer, person), person.Value, Newest, cancellationToken);
        return known.Envelopes.Where(saved => saved.Lane.Target == envelope.Target).MaxBy(saved => saved.Id) is { State: OutcomeKind.Skipped, Reason: Reasons.NoMember };
    }
}
