using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>Puts payouts into a general journal, for a person to post; the document number proves one effect, in the journal until it is posted and in the ledger after that.</summary>
internal sealed class PayoutSink(GeneralJournals journals, IBusinessCentralApi api, BusinessCentralOptions options) : IChangeSink<Payout>, ILookUp<Payout>
{
    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Payout> envelope, CancellationToken cancellationToken)
    {
        if (envelope.Change.Value is not { } payout)
        {
            return null;
        }

        var document = PayoutMapper.Map(payout, envelope.Canonical, envelope.Origin, options);
        var journal = await journals.IdAsync(cancellationToken);
        return document.Lines.Count > 0 && (await MissingAsync(journal, document, cancellationToken)).Count == 0 ? Receipt(journal, document, envelope.Canonical) : null;
    }

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Payout> envelope, CancellationToken cancellationToken)
    {
        var document = PayoutMapper.Map(envelope.Value, envelope.Canonical, envelope.Origin, options);
        if (document.Lines.Count == 0)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The payout moved no money.") { Reason = "nothing-to-book" };
        }

        // Each line is looked for right before it is written: a request of a host that died may arrive in between.
        var journal = await journals.IdAsync(cancellationToken);
        foreach (var line in document.Lines)
        {
            if ((await MissingAsync(journal, document, cancellationToken)).Contains(line))
            {
                await api.AddJournalLine(journal, line, cancellationToken).Needed();
            }
        }

        return Receipt(journal, document, envelope.Canonical);
    }

    /// <summary>
    /// Lines that are neither in the journal nor posted. A line leaves the journal when a person posts it, so the journal is read before the ledger: what is posted in between is found in one of the two. A document
    /// is posted whole, because a part of it does not balance.
    /// </summary>
    /// <exception cref="ConnectorException">What Business Central has under the number is no work of ours any more.</exception>
    private async ValueTask<IReadOnlyList<JournalLineBody>> MissingAsync(Guid journal, PayoutDocument document, CancellationToken cancellationToken)
    {
        var missing = document.Lines.ToList();
        var there = await journals.LinesAsync(journal, document.Number, cancellationToken);
        foreach (var line in there)
        {
            var match = missing.FindIndex(wanted => Matches(wanted, line));
            if (match < 0)
            {
                throw Otherwise(document, $"has a line of {line.Amount} on account {line.AccountNumber}, which is none of the payout's");
            }

            missing.RemoveAt(match);
        }

        if (missing.Count == 0 || !await journals.IsPostedAsync(document.Number, cancellationToken))
        {
            return missing;
        }

        return there.Count == 0 ? [] : throw Otherwise(document, "is posted, and lines of it are still in the journal");
    }

    private static bool Matches(JournalLineBody wanted, JournalLine there) =>
        wanted.Amount == there.Amount && string.Equals(wanted.AccountNumber, there.AccountNumber?.Trim(), StringComparison.OrdinalIgnoreCase) && (wanted.AccountType is PayoutMapper.BankAccount) == (there.AccountType is PayoutMapper.BankAccount or PayoutMapper.BankAccountRead);

    private static ConnectorException Otherwise(PayoutDocument document, string what) => new(FaultKind.Rejected, $"Document '{document.Number}' {what}.")
    {
        Reason = "booked-otherwise", Advice = "Compare the document in the journal and in the ledger with the payout. Delete its lines from the journal and replay, or finish it by hand and resolve this dead letter.",
    };

    private static WriteReceipt Receipt(Guid journal, PayoutDocument document, CanonicalId canonical) => new(new DocumentId("journals", journal, document.Number).ToExternal())
    {
        Links = [new(EntityType.DocumentNumber, canonical, document.Number)],
    };
}
