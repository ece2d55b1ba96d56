using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>Payouts to lines of a general journal: one for the bank, and one for each kind of movement.</summary>
internal static class PayoutMapper
{
    /// <summary>Business Central's name of the type, as its API writes it.</summary>
    public const string BankAccount = "Bank_x0020_Account";

    /// <summary>The same name, as a Business Central that does not encode it answers.</summary>
    public const string BankAccountRead = "Bank Account";

    private const string ByHand = "Book the payout by hand in Business Central, then resolve this dead letter.";

    /// <exception cref="ConnectorException">Journal lines can't hold the payout, or a setting that it needs is missing.</exception>
    public static PayoutDocument Map(Payout payout, CanonicalId canonical, string origin, BusinessCentralOptions options)
    {
        Check(payout, options);
        var (number, reference, date) = (DocumentNumber.Of(canonical), Reference.Of(canonical), BookDate.Of(payout.IssuedAt, options));
        var lines = new List<JournalLineBody>();
        Add(payout.Amount.Amount, BankAccount, "paid out", () => Lines.Needed(options.PayoutBankAccount, nameof(options.PayoutBankAccount), "money for the bank", "bank account"), payout.BankReference);
        foreach (var kind in payout.Entries.Where(entry => entry.Kind is not PayoutEntryKind.Fee).GroupBy(entry => entry.Kind).OrderBy(group => group.Key))
        {
            Add(-kind.Sum(entry => entry.Gross.Amount), null, TitleOf(kind.Key), () => AccountOf(kind.Key, origin, options), null);
        }

        var fees = payout.Entries.Sum(entry => entry.Fee.Amount) - payout.Entries.Where(entry => entry.Kind is PayoutEntryKind.Fee).Sum(entry => entry.Gross.Amount);
        Add(fees, null, TitleOf(PayoutEntryKind.Fee), () => Lines.Needed(options.PayoutFeeAccount, nameof(options.PayoutFeeAccount), "fees"), null);
        return new(number, lines);

        void Add(decimal amount, string? type, string title, Func<string> account, string? comment)
        {
            if (amount != 0)
            {
                lines.Add(new()
                {
                    AccountType = type, AccountNumber = account(), PostingDate = date, DocumentNumber = number, ExternalDocumentNumber = reference, Amount = amount, Description = Lines.Description($"{origin} payout: {title}"),
                    Comment = comment is null ? null : Lines.Description(comment),
                });
            }
        }
    }

    /// <summary>The sync proves it too; whoever writes without one must not unbalance the books either.</summary>
    private static void Check(Payout payout, BusinessCentralOptions options)
    {
        if (new[] { payout.Amount }.Concat(payout.Entries.SelectMany(entry => new[] { entry.Gross, entry.Fee, entry.Net })).FirstOrDefault(money => !IsLocal(money, options)) is { Currency.Code.Length: > 0 } foreign)
        {
            throw new ConnectorException(FaultKind.Rejected, $"Lines of a general journal have no currency in the API, and the payout has {foreign.Currency}, not {options.LocalCurrency}.") { Reason = Reasons.UnsupportedCurrency, Advice = ByHand };
        }

        if (PayoutTotals.Imbalance(payout) is { } imbalance)
        {
            throw new ConnectorException(FaultKind.Rejected, imbalance) { Reason = Reasons.Unbalanced, Advice = ByHand };
        }

        if (payout.Amount.Rounded() != payout.Amount || payout.Entries.Any(entry => entry.Gross.Rounded() != entry.Gross || entry.Fee.Rounded() != entry.Fee))
        {
            throw new ConnectorException(FaultKind.Rejected, $"An amount is finer than the smallest unit of {payout.Amount.Currency}.") { Reason = Reasons.Unbalanced, Advice = ByHand };
        }
    }

    private static bool IsLocal(Money money, BusinessCentralOptions options) => string.Equals(money.Currency.Code, options.LocalCurrency, StringComparison.OrdinalIgnoreCase);

    /// <summary>What the provider holds for the merchant, or will take or give another time, stays with the provider: that is the clearing account.</summary>
    private static string AccountOf(PayoutEntryKind kind, string origin, BusinessCentralOptions options) => kind switch
    {
        PayoutEntryKind.Dispute or PayoutEntryKind.DisputeReversal => Lines.Needed(options.PayoutDisputeAccount, nameof(options.PayoutDisputeAccount), "disputes"),
        PayoutEntryKind.Adjustment or PayoutEntryKind.Other => Lines.Needed(options.PayoutAdjustmentAccount, nameof(options.PayoutAdjustmentAccount), "adjustments or movements of an unknown kind"),
        _ => options.PayoutClearingAccounts.TryGetValue(origin, out var account) ? account : Lines.Needed(options.PayoutClearingAccount, nameof(options.PayoutClearingAccount), "payments of customers"),
    };

    /// <summary>What people read in the line of a kind.</summary>
    public static string TitleOf(PayoutEntryKind kind) => kind switch
    {
        PayoutEntryKind.Charge => "payments",
        PayoutEntryKind.Refund => "refunds",
        PayoutEntryKind.Adjustment => "adjustments",
        PayoutEntryKind.Dispute => "disputes",
        PayoutEntryKind.DisputeReversal => "disputes won",
        PayoutEntryKind.Reserve => "reserves",
        PayoutEntryKind.Transfer => "transfers",
        PayoutEntryKind.Fee => "fees",
        _ => "other movements",
    };
}
