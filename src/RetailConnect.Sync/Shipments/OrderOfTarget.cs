using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Shipments;

/// <summary>Lets a shipment go whose order is not one of the target: an ERP ships for all channels and for customers of its own. Only an order that nobody has read yet is waited for, by the sink.</summary>
internal sealed class OrderOfTarget(EngineParts parts, IReadOnlyCollection<string> connections) : ISyncMiddleware<Shipment>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Shipment> context, SyncStep<Shipment> next) =>
        context.Envelope.TargetId is null && await IsForeignAsync(context.Envelope, context.CancellationToken) ? SyncOutcome.Skipped(Reasons.OrderNotOfTarget) : await next(context);

    private async ValueTask<bool> IsForeignAsync(Envelope<Shipment> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value.Order;
        if (await parts.Crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, order, cancellationToken) is { } canonical)
        {
            return await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Order, envelope.Target), canonical, cancellationToken) is null
                && (!IsOf(envelope.Target, canonical) || await IsOfAnotherAsync(envelope, canonical, cancellationToken));
        }

        return order is { Id: null, Number: null };
    }

    /// <summary>One connection's name may begin with another's: then the order is of the one that knows it.</summary>
    private async ValueTask<bool> IsOfAnotherAsync(Envelope<Shipment> envelope, CanonicalId order, CancellationToken cancellationToken)
    {
        foreach (var other in connections.Where(name => name.Length > envelope.Target.Length && IsOf(name, order)))
        {
            if (await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Order, other), order, cancellationToken) is not null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the id is one that orders of the target get: then it is an order that was not read yet, or that the store forgot.</summary>
    private static bool IsOf(string target, CanonicalId order) => order.Value.StartsWith($"{target}-", StringComparison.Ordinal);
}
