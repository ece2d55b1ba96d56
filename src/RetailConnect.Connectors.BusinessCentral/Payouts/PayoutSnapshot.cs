using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>Shows what is booked of payouts, in the journal and in the ledger together, by our reference.</summary>
/// <remarks>
/// It lists nothing: the ledger knows a payout by a document number that is made of the reference and does not lead back to it. What the bank got is in the journal what is on the bank account, and in the ledger, which
/// knows bank accounts by a G/L account of their posting group that the API does not tell, what is on none of the payout's other accounts: posted documents balance. One that is posted and still in the journal shows both.
/// </remarks>
internal sealed class PayoutSnapshot(GeneralJournals journals, PayoutAccounts accounts, BusinessCentralOptions options) : ISnapshotSource<Payout>
{
    public const int AtOnce = 20;

    public static readonly string[] Fields =
        [ObservedField.Total, ObservedField.Charges, ObservedField.Refunds, ObservedField.Disputes, ObservedField.Adjustments, ObservedField.Held, ObservedField.Fees];

    /// <summary>The order of the two reads matters, because posting moves lines from the journal to the ledger.</summary>
    public async ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken)
    {
        var references = (request.Keys ?? []).Distinct().ToDictionary(key => DocumentNumber.Of(new(key)), StringComparer.OrdinalIgnoreCase);
        if (references.Count == 0)
        {
            return new([], null);
        }

        var journal = await journals.IdAsync(cancellationToken);
        var lines = await journals.ShownLinesAsync(journal, references.Keys, cancellationToken);
        var entries = await journals.ShownEntriesAsync(references.Keys, cancellationToken);
        var booked = lines.Select(line => (Document: line.DocumentNumber?.Trim() ?? "", Part: (Func<string, string?>)(reference => PartOf(reference, line)), Amount: line.Amount ?? 0))
            .Concat(entries.Select(entry => (Document: entry.DocumentNumber?.Trim() ?? "", Part: (Func<string, string?>)(reference => PartOf(reference, entry)), Amount: (entry.DebitAmount ?? 0) - (entry.CreditAmount ?? 0))));
        return new(
            [
                .. booked.GroupBy(line => line.Document, StringComparer.OrdinalIgnoreCase).Where(document => references.ContainsKey(document.Key))
                    .Select(document => Observe(references[document.Key], document.Key, document.ToLookup(line => line.Part(references[document.Key]), line => line.Amount))),
            ],
            null);
    }

    private string? PartOf(string reference, JournalLine line) => line.AccountType is PayoutMapper.BankAccount or PayoutMapper.BankAccountRead
        ? accounts.IsBank(line.AccountNumber) ? ObservedField.Total : null
        : accounts.PartOf(reference, line.AccountNumber, line.Description);

    private string PartOf(string reference, GeneralLedgerEntry entry) => accounts.PartOf(reference, entry.AccountNumber, entry.Description) ?? ObservedField.Total;

    /// <summary>The bank and fees are debited for a payout, and what it is made of is credited.</summary>
    private Observation Observe(string reference, string document, ILookup<string?, decimal> parts) => new(reference, document,
        [.. Fields.Select(field => ObservedField.Of(field, new Money(field is ObservedField.Total or ObservedField.Fees ? parts[field].Sum() : -parts[field].Sum(), new Currency(options.LocalCurrency))))]);
}
