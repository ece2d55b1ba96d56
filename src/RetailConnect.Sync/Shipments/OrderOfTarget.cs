using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Shipments;

/// <summary>Lets a shipment go whose order is not one of the target: an ERP ships for all channels and for customers of its own. Only an order that nobody has read yet is waited for, by the sink.</summary>
internal sealed class OrderOfTarget(EngineParts parts) : ISyncMiddleware<Shipment>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Shipment> context, SyncStep<Shipment> next) =>
        context.Envelope.TargetId is null && await IsForeignAsync(context.Envelope, context.CancellationToken) ? SyncOutcome.Skipped(Reasons.OrderNotOfTarget) : await next(context);

    private async ValueTask<bool> IsForeignAsync(Envelope<Shipment> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value.Order;
        if (await parts.Crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, order, cancellationToken) is { } canonical)
        {
            return await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Order, envelope.Target), canonical, cancellationToken) is null && !IsOf(envelope.Target, canonical);
        }

        return order is { Id: null, Number: null };
    }

    /// <summary>True when the id is one that orders of the target get: then it is an order that was not read yet, or that the store forgot.</summary>
    private static bool IsOf(string target, CanonicalId order) => order.Value.StartsWith($"{target}-", StringComparison.Ordinal);
}
