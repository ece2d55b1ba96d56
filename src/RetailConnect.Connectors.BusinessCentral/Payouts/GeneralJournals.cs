using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>Finds the general journal for payouts, and what a document number left behind in it and in the ledger.</summary>
internal sealed class GeneralJournals(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options)
{
    private const string LineFields = "id,accountType,accountNumber,documentNumber,amount";
    private const string ShownLineFields = $"{LineFields},description";
    private const string EntryFields = "id,documentNumber";
    private const string ShownEntryFields = $"{EntryFields},accountNumber,description,debitAmount,creditAmount";
    private volatile GeneralJournal? known;

    /// <summary>Returns the journal's id.</summary>
    /// <exception cref="ConnectorException">There is no such journal, or its lines are balanced by an account of their own.</exception>
    public async ValueTask<Guid> IdAsync(CancellationToken cancellationToken)
    {
        if (known is { } there)
        {
            return there.Id;
        }

        var rows = await paging.AllAsync<GeneralJournal>(addresses.List("journals", select: "id,code,balancingAccountNumber"), api.Journals, cancellationToken);
        var journal = rows.FirstOrDefault(row => string.Equals(row.Code?.Trim(), options.PayoutJournal, StringComparison.OrdinalIgnoreCase)) ?? throw new ConnectorException(FaultKind.Rejected, $"Business Central has no general journal '{options.PayoutJournal}'.")
        {
            Reason = "unknown-payout-journal", Advice = "Create the journal in Business Central, or correct PayoutJournal in the connection's settings, then replay.",
        };
        if (!string.IsNullOrWhiteSpace(journal.BalancingAccountNumber))
        {
            throw new ConnectorException(FaultKind.Rejected, $"General journal '{options.PayoutJournal}' has a balancing account, so that each line would be balanced by itself.")
            {
                Reason = "journal-has-balancing-account", Advice = "Take the balancing account out of the journal in Business Central, or name another journal in PayoutJournal, then replay.",
            };
        }

        known = journal;
        return journal.Id;
    }

    /// <summary>Returns the lines of a document that are not posted yet.</summary>
    /// <exception cref="ConnectorException">Conflict when the journal is not there any more: somebody made another of the same code, which is looked for the next time.</exception>
    public ValueTask<IReadOnlyList<JournalLine>> LinesAsync(Guid journal, string document, CancellationToken cancellationToken) => LinesAsync(journal, Filter.Equal("documentNumber", document), LineFields, cancellationToken);

    /// <summary>Returns the lines of some documents that are not posted yet, with their texts.</summary>
    /// <exception cref="ConnectorException">Conflict when the journal is not there any more.</exception>
    public ValueTask<IReadOnlyList<JournalLine>> ShownLinesAsync(Guid journal, IEnumerable<string> documents, CancellationToken cancellationToken) =>
        LinesAsync(journal, Filter.AnyOf("documentNumber", documents), ShownLineFields, cancellationToken);

    /// <summary>Returns the ledger's entries of some documents.</summary>
    public async ValueTask<IReadOnlyList<GeneralLedgerEntry>> ShownEntriesAsync(IEnumerable<string> documents, CancellationToken cancellationToken) =>
        await paging.AllAsync<GeneralLedgerEntry>(addresses.List("generalLedgerEntries", Filter.AnyOf("documentNumber", documents), ShownEntryFields), api.LedgerEntries, cancellationToken);

    private async ValueTask<IReadOnlyList<JournalLine>> LinesAsync(Guid journal, string filter, string fields, CancellationToken cancellationToken)
    {
        try
        {
            return await paging.AllAsync<JournalLine>(addresses.List($"journals({journal})/journalLines", filter, fields), api.JournalLines, cancellationToken);
        }
        catch (ConnectorException gone) when (gone.Reason is BusinessCentralFaults.NotFound)
        {
            known = null;
            throw new ConnectorException(FaultKind.Conflict, "The journal for payouts was deleted.", gone) { Reason = Reasons.Conflict, VendorRequestId = gone.VendorRequestId };
        }
    }

    /// <summary>True when the ledger has entries of a document.</summary>
    public async ValueTask<bool> IsPostedAsync(string document, CancellationToken cancellationToken) =>
        (await paging.AllAsync<GeneralLedgerEntry>(addresses.List("generalLedgerEntries", Filter.Equal("documentNumber", document), EntryFields), api.LedgerEntries, cancellationToken)).Count > 0;
}
