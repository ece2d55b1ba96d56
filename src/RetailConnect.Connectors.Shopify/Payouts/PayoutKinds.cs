using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Payouts;

/// <summary>Says in canonical terms what a movement of the balance, or a payout's status, is.</summary>
internal static class PayoutKinds
{
    public static PayoutStatus StatusOf(string status) => status switch
    {
        "SCHEDULED" => PayoutStatus.Scheduled,
        "IN_TRANSIT" => PayoutStatus.InTransit,
        "PAID" => PayoutStatus.Paid,
        "FAILED" => PayoutStatus.Failed,
        "CANCELED" => PayoutStatus.Cancelled,
        _ => PayoutStatus.Other,
    };

    /// <summary>Shopify writes disputes as adjustments too; then the source tells, and the sign says which way the money went.</summary>
    public static PayoutEntryKind Of(WireMovement movement, decimal gross) => (movement.Type, movement.SourceType) switch
    {
        ("CHARGE", _) => PayoutEntryKind.Charge,
        ("REFUND" or "REFUND_FAILURE", _) => PayoutEntryKind.Refund,
        ("DISPUTE_WITHDRAWAL" or "CHARGEBACK_HOLD", _) => PayoutEntryKind.Dispute,
        ("DISPUTE_REVERSAL" or "CHARGEBACK_HOLD_RELEASE", _) => PayoutEntryKind.DisputeReversal,
        ("RESERVED_FUNDS" or "RESERVED_FUNDS_REVERSAL" or "RESERVED_FUNDS_WITHDRAWAL", _) => PayoutEntryKind.Reserve,
        ("TRANSFER" or "TRANSFER_CANCEL" or "TRANSFER_FAILURE" or "TRANSFER_REFUND", _) => PayoutEntryKind.Transfer,
        ("STRIPE_FEE" or "REFERRAL_FEE" or "REFERRAL_FEE_TAX" or "APPLICATION_FEE_REFUND" or "CHARGEBACK_FEE" or "CHARGEBACK_FEE_REFUND" or "ACH_BANK_FAILURE_DEBIT_FEE" or "ACH_BANK_FAILURE_DEBIT_REVERSAL_FEE"
            or "MARKETPLACE_FEE_CREDIT" or "MARKETPLACE_FEE_CREDIT_REVERSAL", _) => PayoutEntryKind.Fee,
        ("ADJUSTMENT", "DISPUTE") => gross < 0 ? PayoutEntryKind.Dispute : PayoutEntryKind.DisputeReversal,
        ("ADJUSTMENT" or "CHARGE_ADJUSTMENT" or "REFUND_ADJUSTMENT" or "ANOMALY_CREDIT" or "ANOMALY_CREDIT_REVERSAL" or "ANOMALY_DEBIT" or "ANOMALY_DEBIT_REVERSAL", _) => PayoutEntryKind.Adjustment,
        _ => PayoutEntryKind.Other,
    };
}
