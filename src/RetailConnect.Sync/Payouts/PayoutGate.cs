using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Payouts;

/// <summary>Lets a payout through to its target only when the money is in the bank account, and its parts make its amount.</summary>
internal sealed class PayoutGate(PayoutsOptions options) : ISyncMiddleware<Payout>
{
    private const string InItsSystem = "Compare the payout with its report at the payment provider. Correct the amounts here or book it by hand, then replay or resolve this dead letter.";

    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<Payout> context, SyncStep<Payout> next) => context.Envelope.Change.Value switch
    {
        null => new(SyncOutcome.Skipped("deleted-payout")),
        var payout when payout.IssuedAt < options.IssuedFrom => new(SyncOutcome.Skipped("issued-before-start")),
        { Status: PayoutStatus.Scheduled or PayoutStatus.InTransit } => new(SyncOutcome.Skipped(Reasons.PayoutNotPaid)),
        { Status: PayoutStatus.Failed or PayoutStatus.Cancelled } payout => new(SyncOutcome.DeadLettered(Reasons.PayoutFailed, $"The payout over {payout.Amount} did not arrive: {payout.StatusText ?? $"{payout.Status}"}.")),
        { Status: PayoutStatus.Paid } payout => Check(payout) is { } refused ? new(refused) : next(context),
        var payout => new(SyncOutcome.DeadLettered(Reasons.UnknownValue, $"The payout's status '{payout.StatusText}' does not say whether the money arrived.")),
    };

    private static SyncOutcome? Check(Payout payout)
    {
        try
        {
            return PayoutTotals.Imbalance(payout) is { } imbalance ? SyncOutcome.DeadLettered(Reasons.Unbalanced, imbalance, InItsSystem) : null;
        }
        catch (InvalidOperationException mixed)
        {
            return SyncOutcome.DeadLettered(Reasons.Unbalanced, mixed.Message, InItsSystem);
        }
    }
}
