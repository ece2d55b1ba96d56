namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>Tells what part of a payout an amount on an account is: what <see cref="PayoutMapper"/> wrote, read backwards.</summary>
/// <remarks>The account decides, because it is what the books hold. Where parts share an account, as charges and refunds do, the text of the line does; one whose text somebody changed is taken for the first of them.</remarks>
internal sealed class PayoutAccounts(BusinessCentralOptions options)
{
    /// <summary>In the order of the kinds, so that payments come first.</summary>
    private static readonly PayoutEntryKind[] Kinds = Enum.GetValues<PayoutEntryKind>();

    /// <summary>Returns the part; null for an account that no part of a payout is booked to.</summary>
    /// <param name="reference">The payout's, which tells whose clearing account is meant.</param>
    /// <param name="account">Number of a G/L account.</param>
    /// <param name="text">Text of the line.</param>
    public string? PartOf(string reference, string? account, string? text)
    {
        var possible = Kinds.Where(kind => AccountsOf(kind, reference).Any(number => Is(number, account))).ToList();
        return possible.Count == 0 ? null : PayoutTotals.PartOf(possible.FirstOrDefault(kind => text?.Trim().EndsWith($": {PayoutMapper.TitleOf(kind)}", StringComparison.OrdinalIgnoreCase) is true, possible[0]));
    }

    /// <summary>True for the bank account that payouts arrive on.</summary>
    public bool IsBank(string? account) => Is(options.PayoutBankAccount, account);

    /// <summary>A reference begins with its connection's name, but so may that of a connection with a longer one: the account of all is never wrong.</summary>
    private IEnumerable<string?> AccountsOf(PayoutEntryKind kind, string reference) => kind switch
    {
        PayoutEntryKind.Fee => [options.PayoutFeeAccount],
        PayoutEntryKind.Dispute or PayoutEntryKind.DisputeReversal => [options.PayoutDisputeAccount],
        PayoutEntryKind.Adjustment or PayoutEntryKind.Other => [options.PayoutAdjustmentAccount],
        _ => options.PayoutClearingAccounts.Where(other => reference.StartsWith($"{other.Key}-", StringComparison.OrdinalIgnoreCase)).Select(other => (string?)other.Value).Append(options.PayoutClearingAccount),
    };

    private static bool Is(string? setting, string? account) => !string.IsNullOrWhiteSpace(setting) && string.Equals(setting.Trim(), account?.Trim(), StringComparison.OrdinalIgnoreCase);
}
