using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Shipments;

/// <summary>Lets a shipment through to its target only when it says what left.</summary>
internal sealed class ShipmentGate : ISyncMiddleware<Shipment>
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Shipment> context, SyncStep<Shipment> next)
    {
        if (context.Envelope.Change.Value is not { } sent)
        {
            return new(SyncOutcome.Skipped("deleted-shipment"));
        }

        if (sent is { Lines: [], Cancelled: false })
        {
            return new(SyncOutcome.Skipped("nothing-shipped"));
        }

        return Check(sent) is { } refused ? new(refused) : next(context);
    }

    private static SyncOutcome? Check(Shipment sent)
    {
        if (sent.Lines.FirstOrDefault(line => line.Quantity <= Quantity.Zero) is { } line)
        {
            return SyncOutcome.DeadLettered(Reasons.InvalidQuantity, $"A line ships {line.Quantity} units of {line.Sku?.Value ?? line.OrderLine?.Value}.");
        }

        return sent.Lines.Any(line => line.OrderLine is null && string.IsNullOrWhiteSpace(line.Sku?.Value)) ? SyncOutcome.DeadLettered(Reasons.UnknownSku, "A line names neither a line of the order nor a SKU.") : null;
    }
}
