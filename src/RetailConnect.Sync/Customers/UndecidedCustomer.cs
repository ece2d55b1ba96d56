using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Says of an order why its customer is not in the target: a person has to say first who the customer is.</summary>
/// <remarks>It waits as for anything that may come at any time, and then is parked under the same reason as its customer, so that one replay of the reason takes both.</remarks>
internal sealed class UndecidedCustomer(EngineParts parts) : ISyncMiddleware<Order>
{
    private const int Newest = 50;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var envelope = context.Envelope;
        return parts.History is { } history
            && envelope is { TargetId: null, Change.Value.Customer: { } customer }
            && await parts.Crosswalk.FindCanonicalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Origin), customer.Id, context.CancellationToken) is { } person
            && await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Customer, envelope.Target), person, context.CancellationToken) is null
            && (await history.LoadAsync(envelope.Tenant, new(EntityType.Customer, person), person.Value, Newest, context.CancellationToken)).Envelopes
                .Where(saved => saved.Lane.Target == envelope.Target).MaxBy(saved => saved.Id) is { State: OutcomeKind.DeadLettered, Reason: Reasons.PossibleDuplicate }
                ? throw new ConnectorException(FaultKind.Unmet, $"Its customer {person} is new and may be somebody who is known; the customer's dead letter says who.") { Reason = Reasons.PossibleDuplicate }
                : await next(context);
    }
}
