using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Orders;

/// <summary>Once the ERP has an order, the ledger leaves its lines to the ERP.</summary>
internal sealed class OrderCompletion(UnpostedSales unposted, SoldKits sold) : CompletionRule<Order>
{
    /// <summary>One that is held may still come.</summary>
    public override bool Ends(SyncOutcome outcome) => outcome is SyncOutcome.SkippedOutcome skipped && !RuledOrders.IsHeld(skipped.Reason);

    public override async ValueTask<StoreCommit> CompleteAsync(Envelope<Order> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        var lines = order.Lines.Where(line => line.Sku is not null).ToList();
        var kits = unposted.IsErp(envelope.Target) ? await sold.FindAsync(envelope.Tenant, envelope.Canonical, lines.Select(line => line.Sku!.Value), cancellationToken) : OrderedKits.None;
        var places = lines.SelectMany(line => KitLines.Units(line.Id.Value, line.Sku!.Value, line.Quantity, kits.Compositions).Select(moved => (moved.Sku, line.Location ?? order.Location)));
        return await unposted.CloseAsync(envelope, commit, OrderIntake.Document(envelope.Canonical), places, now, cancellationToken);
    }
}
