namespace RetailConnect;

/// <summary>The money proof of a payout.</summary>
public static class PayoutTotals
{
    /// <summary>Returns what the entries add up to after their fees.</summary>
    /// <exception cref="InvalidOperationException">The payout mixes currencies.</exception>
    public static Money Compute(Payout payout) => payout.Entries.Aggregate(Money.Zero(payout.Amount.Currency), (sum, entry) => sum + entry.Net);

    /// <summary>Returns the field in which comparisons show movements of a kind: one of <see cref="ObservedField"/>'s parts of a payout.</summary>
    public static string PartOf(PayoutEntryKind kind) => kind switch
    {
        PayoutEntryKind.Charge => ObservedField.Charges,
        PayoutEntryKind.Refund => ObservedField.Refunds,
        PayoutEntryKind.Dispute or PayoutEntryKind.DisputeReversal => ObservedField.Disputes,
        PayoutEntryKind.Reserve or PayoutEntryKind.Transfer => ObservedField.Held,
        PayoutEntryKind.Fee => ObservedField.Fees,
        _ => ObservedField.Adjustments,
    };

    /// <summary>Explains why the payout does not balance; null when it does: each entry's net is its gross less its fee, and all nets make the payout's amount.</summary>
    /// <exception cref="InvalidOperationException">The payout mixes currencies.</exception>
    public static string? Imbalance(Payout payout)
    {
        if (payout.Entries.FirstOrDefault(entry => entry.Gross - entry.Fee != entry.Net) is { } wrong)
        {
            return $"Entry {wrong.Id} says {wrong.Gross} less {wrong.Fee} makes {wrong.Net}.";
        }

        var computed = Compute(payout);
        return computed == payout.Amount ? null : $"The entries add up to {computed}, the payout says {payout.Amount}.";
    }
}
