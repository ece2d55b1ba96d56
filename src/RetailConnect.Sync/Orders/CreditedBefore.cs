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
        if (parts.History is not { } history || envelope.TargetId is null || envelope.Value.Status is not OrderStatus.Cancelled || !amends(envelope.Target))
        {
            return await next(context);
        }

        var known = await history.LoadAsync(envelope.Tenant, new(EntityType.Order, envelope.Canonical), envelope.Canonical.Value, Newest, context.CancellationToken);
        foreach (var taken in known.Related.Where(entity => entity.Type == EntityType.Return))
        {
            if (await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Return, envelope.Target), taken.Canonical, context.CancellationToken) is { } credit)
            {
                return SyncOutcome.DeadLettered(Reasons.PartlyCredited, $"The order was called off after '{credit}' had credited a part of it.");
            }
        }

        return await next(context);
    }
}
