using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Returns;

/// <summary>Once the ERP has a credit memo, the ledger leaves its lines to the ERP.</summary>
internal sealed class ReturnCompletion(UnpostedSales unposted, SoldKits sold, ICrosswalk crosswalk) : CompletionRule<Return>
{
    /// <summary>Goods that can't have come back must not be offered while a person looks at the return.</summary>
    public override bool Ends(SyncOutcome outcome) => outcome is SyncOutcome.DeadLetteredOutcome { Reason: Reasons.OverRefund } || base.Ends(outcome);

    public override async ValueTask<StoreCommit> CompleteAsync(Envelope<Return> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var taken = envelope.Value;
        var lines = taken.Lines.Where(line => line.Sku is not null).ToList();
        var kits = OrderedKits.None;
        if (unposted.IsErp(envelope.Target))
        {
            var order = await crosswalk.FindOrderAsync(envelope.Tenant, envelope.Origin, taken.Order, cancellationToken);
            kits = await sold.FindAsync(envelope.Tenant, order, lines.Select(line => line.Sku!.Value), cancellationToken);
        }

        var places = lines.SelectMany(line => KitLines.Units(line.Id.Value, line.Sku!.Value, line.Quantity, kits.Compositions).Select(moved => (moved.Sku, line.Location ?? taken.Location)));
        return await unposted.CloseAsync(envelope, commit, ReturnIntake.Document(envelope.Canonical), places, now, cancellationToken);
    }
}
