using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;

namespace RetailConnect.Sync.Returns;

/// <summary>Once the ERP has a credit memo, the ledger leaves its lines to the ERP.</summary>
internal sealed class ReturnCompletion(UnpostedSales unposted) : CompletionRule<Return>
{
    public override ValueTask<StoreCommit> CompleteAsync(Envelope<Return> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken) => unposted.CloseAsync(
        envelope, commit, ReturnIntake.Document(envelope.Canonical),
        envelope.Value.Lines.Where(line => line.Sku is not null).Select(line => (line.Sku!.Value, line.Location ?? envelope.Value.Location)), now, cancellationToken);
}
