namespace RetailConnect.Sync.Orders;

/// <summary>Lets an order through to its target only when it can be proven right.</summary>
internal sealed class OrderGate(OrdersOptions options) : ISyncMiddleware<Order>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Order> context, SyncStep<Order> next)
    {
        if (context.Envelope.Change.Value is not { } order)
        {
            return new(SyncOutcome.Skipped("deleted-order"));
        }

        if (order.PlacedAt < options.PlacedFrom && context.Envelope.TargetId is null)
        {
            return new(SyncOutcome.Skipped("placed-before-start"));
        }

        if (order.Status is OrderStatus.Cancelled && context.Envelope.TargetId is null)
        {
            // What will not be posted needs no proof.
            return next(context);
        }

        return Check(order) is { } refused ? new(refused) : next(context);
    }

    private static SyncOutcome? Check(Order order)
    {
        if (order.Lines.FirstOrDefault(line => line.Quantity <= Quantity.Zero) is { } line)
        {
            return SyncOutcome.DeadLettered(Reasons.InvalidQuantity, $"Line {line.Id} sells {line.Quantity} units.");
        }

        if (order.Lines.FirstOrDefault(item => item.Kind is OrderLineKind.Item && string.IsNullOrWhiteSpace(item.Sku?.Value)) is { } nameless)
        {
            return SyncOutcome.DeadLettered(Reasons.UnknownSku, $"Line {nameless.Id} has no SKU.");
        }

        try
        {
            return OrderTotals.Imbalance(order) is { } imbalance ? SyncOutcome.DeadLettered(Reasons.Unbalanced, imbalance) : null;
        }
        catch (InvalidOperationException mixed)
        {
            return SyncOutcome.DeadLettered(Reasons.Unbalanced, mixed.Message);
        }
    }
}
