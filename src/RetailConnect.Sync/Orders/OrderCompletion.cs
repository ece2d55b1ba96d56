using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;

namespace RetailConnect.Sync.Orders;

/// <summary>Once the ERP has an order, the ledger leaves its lines to the ERP.</summary>
internal sealed class OrderCompletion(UnpostedSales unposted) : CompletionRule<Order>
{
    public override ValueTask<StoreCommit> CompleteAsync(Envelope<Order> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken) => unposted.CloseAsync(
        envelope, commit, OrderIntake.Document(envelope.Canonical),
        envelope.Value.Lines.Where(line => line.Sku is not null).Select(line => (line.Sku!.Value, line.Location ?? envelope.Value.Location)), now, cancellationToken);
}
