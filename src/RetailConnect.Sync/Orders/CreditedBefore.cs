using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Orders;

/// <summary>Asks a person about an order that was called off after a part of it was credited in the target: taken back as a whole it would be credited twice.</summary>
/// <param name="parts">History and links.</param>
/// <param name="amends">True when a target amends documents; one that keeps an order by our own id nets what came back by itself.</param>
internal sealed class CreditedBefore(EngineParts parts, Func<string, bool> amends) : ISyncMiddleware<Order>
{
    private const int Newest = 50;

    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var envelope = context.Envelope;
        if (envelope.TargetId is null || envelope.Value.Status is not OrderStatus.Cancelled || !amends(envelope.Target))
        {
            return await next(context);
        }

        if (parts.History is not { } history)
        {
            return SyncOutcome.DeadLettered(Reasons.PartlyCredited, "The order was called off, and this store can't tell whether a part of it was credited before.");
        }

        var known = await history.LoadAsync(envelope.Tenant, new(EntityType.Order, envelope.Canonical), envelope.Canonical.Value, Newest, context.CancellationToken);
        foreach (var taken in known.Related.Where(entity => entity.Type == EntityType.Return))
        {
            if (await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Return, envelope.Target), taken.Canonical, context.CancellationToken) is { } credit)
            {
                return SyncOutcome.DeadLettered(Reasons.PartlyCredited, $"The order was called off after '{credit}' had credited a part of it.");
            }

            if (await parts.Inbox.IsPendingAsync(envelope.Tenant, envelope.Target, EntityType.Return, taken.Canonical, context.CancellationToken))
            {
                throw new ConnectorException(FaultKind.Unmet, $"Return '{taken.Canonical}' of the order is on its way, and may credit a part of it.") { Reason = Reasons.PartlyCredited };
            }

            var returned = await history.LoadAsync(envelope.Tenant, taken, taken.Canonical.Value, Newest, context.CancellationToken);
            if (returned.Envelopes.Where(saved => saved.Lane.Target == envelope.Target).MaxBy(saved => saved.Id) is { State: OutcomeKind.DeadLettered })
            {
                return SyncOutcome.DeadLettered(Reasons.PartlyCredited, $"The order was called off, and its return '{taken.Canonical}' is parked: nobody knows whether a part of it was credited.");
            }
        }

        return await next(context);
    }
}
