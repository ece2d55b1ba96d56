using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Kits;

/// <summary>Puts the parts of an order's kits together again for the channel that sold them as one. Parts that don't make a whole kit stay what they are, and the channel says what it thinks of them.</summary>
/// <param name="sold">The kits.</param>
/// <param name="keepsParts">True when a target has orders by the parts of their kits.</param>
/// <param name="parts">The links.</param>
internal sealed class ShipmentKits(SoldKits sold, Func<string, bool> keepsParts, EngineParts parts) : ISyncMiddleware<Shipment>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Shipment> context, SyncStep<Shipment> next)
    {
        var (envelope, sent) = (context.Envelope, context.Envelope.Value);
        if (keepsParts(envelope.Target) || await parts.Crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, sent.Order, context.CancellationToken) is not { } order
            || await sold.OfAsync(envelope.Tenant, order, context.CancellationToken) is not { Count: > 0 } kits)
        {
            return await next(context);
        }

        return await next(context with { Envelope = envelope with { Change = envelope.Change with { Value = KitLines.Close(sent, kits) } } });
    }
}
