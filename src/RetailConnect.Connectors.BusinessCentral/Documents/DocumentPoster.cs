using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Creates a document and proves its total; a document that fails the proof does not stay.</summary>
internal sealed class DocumentPoster(IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options)
{
    private const string Untouched = "Draft";

    /// <summary>Creates a document, or the other one when Business Central takes the prices of the first the other way round.</summary>
    /// <exception cref="ConnectorException">Business Central refused it, or computed another total or currency.</exception>
    public async ValueTask<WriteReceipt> PostAsync(DocumentKind kind, Draft draft, Money total, CancellationToken cancellationToken)
    {
        var body = draft.Body;
        var (made, complaint) = await TryAsync(kind, body, total, cancellationToken);
        if (complaint is not null && draft.InsteadOf(made) is { } other)
        {
            body = other;
            (made, complaint) = await TryAsync(kind, body, total, cancellationToken);
        }

        return complaint is null ? DocumentId.Receipt(kind, made, body.ExternalDocumentNumber, kind == DocumentKind.Order ? DocumentDigest.Of(body, total, options.RoundingAccount) : null) : throw complaint;
    }

    /// <summary>Proves a document that an earlier write left behind, mending a total that a rounding line can mend; null when it was taken away and the write is to be made anew.</summary>
    /// <param name="kind">Kind of the document.</param>
    /// <param name="document">The document.</param>
    /// <param name="reference">Its external document number.</param>
    /// <param name="total">Total of the channel.</param>
    /// <param name="ours">Makes the draft when the document may be one that our own unfinished write left behind; null when it may not.</param>
    /// <param name="cancellationToken">Stops the proof.</param>
    /// <exception cref="ConnectorException">Its total or currency is another one. A draft that is as we posted it is deleted; any other is left as it is, because a person may have changed it.</exception>
    public async ValueTask<WriteReceipt?> ProveAsync(
        DocumentKind kind, SalesDocument document, string reference, Money total, Func<CancellationToken, ValueTask<Draft>>? ours, CancellationToken cancellationToken)
    {
        var settled = await SettleAsync(kind, document, total, cancellationToken);
        if (Complaint(settled, total) is not { } complaint)
        {
            return DocumentId.Receipt(kind, settled, reference);
        }

        if (ours is null || settled.Status != Untouched)
        {
            throw complaint;
        }

        var draft = await ours(cancellationToken);
        var lines = await LinesAsync(kind, settled.Id, cancellationToken);
        var first = DraftMatch.Is(settled, lines, draft.Body, options.RoundingAccount);
        if (!first && (draft.Otherwise is not { } other || !DraftMatch.Is(settled, lines, other, options.RoundingAccount)))
        {
            throw complaint;
        }

        await TakeAwayAsync(kind, settled, complaint, cancellationToken);
        return first && draft.InsteadOf(settled) is not null ? null : throw complaint;
    }

    /// <summary>Reads a document's lines.</summary>
    public async ValueTask<IReadOnlyList<OpenLine>> LinesAsync(DocumentKind kind, Guid id, CancellationToken cancellationToken) =>
        await paging.AllAsync<OpenLine>(addresses.List($"{kind.Collection}({id})/{kind.Lines}"), api.Lines, cancellationToken);

    /// <summary>Proves a document that is as we want it but for its total, mending one that a rounding line can mend; the complaint says why it fails.</summary>
    public async ValueTask<(SalesDocument Document, ConnectorException? Complaint)> SettledAsync(DocumentKind kind, SalesDocument document, Money total, CancellationToken cancellationToken)
    {
        var settled = await SettleAsync(kind, document, total, cancellationToken);
        return (settled, Complaint(settled, total));
    }

    /// <summary>Creates a document and deletes it when it is not as it shall be; the complaint says why.</summary>
    private async ValueTask<(SalesDocument Made, ConnectorException? Complaint)> TryAsync(DocumentKind kind, DocumentBody body, Money total, CancellationToken cancellationToken)
    {
        var created = await api.CreateDocument(kind.Collection, body, cancellationToken).Needed();
        try
        {
            var settled = await SettleAsync(kind, created, total, cancellationToken);
            var complaint = Complaint(settled, total);
            if (complaint is not null)
            {
                await api.DeleteDocument(kind.Collection, settled.Id, settled.Etag ?? "*", cancellationToken);
            }

            return (settled, complaint);
        }
        catch (ConnectorException fault)
        {
            throw new ConnectorException(FaultKind.Transient, $"The {kind.Title} was created, but not proven: {fault.Message}", fault)
            {
                MayHaveTakenEffect = true, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId,
            };
        }
    }

    /// <summary>Deletes a document unless somebody changes it just now.</summary>
    private async ValueTask TakeAwayAsync(DocumentKind kind, SalesDocument document, ConnectorException complaint, CancellationToken cancellationToken)
    {
        try
        {
            await api.DeleteDocument(kind.Collection, document.Id, document.Etag ?? "*", cancellationToken);
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Conflict)
        {
            throw complaint;
        }
    }

    /// <summary>Reads the document again when its total is off, and adds a rounding line when the difference is small enough: it stays one document all the time.</summary>
    private async ValueTask<SalesDocument> SettleAsync(DocumentKind kind, SalesDocument document, Money total, CancellationToken cancellationToken)
    {
        if (Off(document, total) == 0)
        {
            return document;
        }

        document = await api.Document(kind.Collection, document.Id, cancellationToken).Needed();
        if (Off(document, total) is { } off && off != 0 && Math.Abs(off) <= options.MaxRoundingLine && !string.IsNullOrWhiteSpace(options.RoundingAccount))
        {
            await api.AddLine(kind.Collection, document.Id, kind.Lines, Lines.Account(options.RoundingAccount, "Rounding", off), cancellationToken);
            document = await api.Document(kind.Collection, document.Id, cancellationToken).Needed();
        }

        return document;
    }

    private ConnectorException? Complaint(SalesDocument document, Money total)
    {
        var currency = string.IsNullOrWhiteSpace(document.CurrencyCode) ? options.LocalCurrency : document.CurrencyCode;
        if (!string.Equals(currency, total.Currency.Code, StringComparison.OrdinalIgnoreCase))
        {
            return new(FaultKind.Rejected, $"Business Central made a document in {currency}, not in {total.Currency}.") { Reason = Reasons.UnsupportedCurrency };
        }

        return Off(document, total) == 0 ? null
            : new(FaultKind.Rejected, $"Business Central computed {document.TotalAmountIncludingTax} {total.Currency}, the channel says {total}.") { Reason = Reasons.TotalDiffers };
    }

    private static decimal? Off(SalesDocument document, Money total) => total.Amount - document.TotalAmountIncludingTax;
}
