using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Payouts;

/// <summary>Says in canonical terms what an entry, or a payout's status, is.</summary>
internal static class ActivityKinds
{
    public static PayoutStatus StatusOf(string? status) => status switch
    {
        "SENT" => PayoutStatus.InTransit,
        "PAID" => PayoutStatus.Paid,
        "FAILED" => PayoutStatus.Failed,
        _ => PayoutStatus.Other,
    };

    /// <summary>A dispute's money goes with one type both ways; the sign says which.</summary>
    public static PayoutEntryKind Of(SquarePayoutEntry entry) => entry.Type switch
    {
        "CHARGE" => PayoutEntryKind.Charge,
        "REFUND" => PayoutEntryKind.Refund,
        "DISPUTE" or "OPEN_DISPUTE" => entry.GrossAmountMoney?.Amount > 0 ? PayoutEntryKind.DisputeReversal : PayoutEntryKind.Dispute,
        "ADJUSTMENT" or "OTHER_ADJUSTMENT" => PayoutEntryKind.Adjustment,
        "RESERVE_HOLD" or "RESERVE_RELEASE" or "HOLD_ADJUSTMENT" or "RELEASE_ADJUSTMENT" => PayoutEntryKind.Reserve,
        "MONEY_TRANSFER" or "MONEY_TRANSFER_REVERSAL" or "RETURNED_PAYOUT" or "PAYOUT" => PayoutEntryKind.Transfer,
        "FEE" or "PROCESSING_FEE" or "PROCESSING_FEE_REFUND" or "UNDO_PROCESSING_FEE_REFUND" or "FREE_PROCESSING" or "DEPOSIT_FEE" or "DEPOSIT_FEE_REVERSED" or "TAX_ON_FEE" or "THIRD_PARTY_FEE" or "THIRD_PARTY_FEE_REFUND"
            or "PAID_SERVICE_FEE" or "PAID_SERVICE_FEE_REFUND" or "SUBSCRIPTION_FEE" or "SUBSCRIPTION_FEE_REFUND" or "SUBSCRIPTION_FEE_PAID_REFUND" or "LOCAL_OFFERS_FEE"
            or "GIFT_CARD_LOAD_FEE" or "GIFT_CARD_LOAD_FEE_REFUND" or "UNDO_GIFT_CARD_LOAD_FEE_REFUND" => PayoutEntryKind.Fee,
        _ => PayoutEntryKind.Other,
    };
}
