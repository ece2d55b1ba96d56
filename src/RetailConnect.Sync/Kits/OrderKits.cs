using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Kits;

/// <summary>Hands an order to the books by the parts of its kits. What is compared and remembered of it stays the order as it was sold.</summary>
internal sealed class OrderKits(SoldKits sold, EngineParts parts) : ISyncMiddleware<Order>
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        var (envelope, order) = (context.Envelope, context.Envelope.Value);
        var lines = order.Lines.Where(KitLines.Sells).ToList();
        var kits = order.Status is OrderStatus.Cancelled ? OrderedKits.None : await sold.FindAsync(envelope.Tenant, envelope.Canonical, lines.Select(line => line.Sku!.Value), context.CancellationToken);
        if (kits.Fault is { } fault)
        {
            return SyncOutcome.DeadLettered(Reasons.UnknownKitComponent, fault);
        }

        if (kits.Links.Count > 0)
        {
            // A kit that could not be taken apart when the order was accepted, or a line of an edited dead letter.
            await parts.Writer.CommitAsync(new StoreCommit { Links = kits.Links }, context.CancellationToken);
        }

        try
        {
            return await next(kits.Compositions.Count == 0 ? context : context with { Envelope = envelope with { Change = envelope.Change with { Value = KitLines.Open(order, kits.Compositions) } } });
        }
        catch (ConnectorException unknown) when (unknown.Reason is Reasons.UnknownSku && kits.Compositions.Count > 0)
        {
            throw await IsAboutPartAsync(envelope, lines, kits, context.CancellationToken)
                ? new ConnectorException(unknown.Kind, $"{unknown.Message} It is a part of {string.Join(" or ", kits.Compositions.Keys.Select(kit => $"'{kit}'"))}.", unknown) { Reason = Reasons.UnknownKitComponent, MayHaveTakenEffect = unknown.MayHaveTakenEffect }
                : unknown;
        }
    }

    /// <summary>True when the target knows everything that is sold by itself.</summary>
    private async ValueTask<bool> IsAboutPartAsync(Envelope<Order> envelope, IEnumerable<OrderLine> lines, OrderedKits kits, CancellationToken cancellationToken)
    {
        foreach (var sku in lines.Select(line => line.Sku!.Value).Where(sku => !kits.Compositions.ContainsKey(sku)).Distinct())
        {
            if (await parts.Crosswalk.FindExternalAsync(new(envelope.Tenant, EntityType.Variant, envelope.Target), new(sku.Value), cancellationToken) is null)
            {
                return false;
            }
        }

        return true;
    }
}
