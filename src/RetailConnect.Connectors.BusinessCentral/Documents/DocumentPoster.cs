using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Creates a document and proves its total; a document that fails the proof does not stay.</summary>
internal sealed class DocumentPoster(IBusinessCentralApi api, BusinessCentralOptions options)
{
    /// <summary>Creates a document.</summary>
    /// <exception cref="ConnectorException">Business Central refused it, or computed another total or currency.</exception>
    public async ValueTask<WriteReceipt> PostAsync(DocumentKind kind, DocumentBody body, Money total, CancellationToken cancellationToken)
    {
        var created = await api.CreateDocument(kind.Collection, body, cancellationToken).Needed();
        try
        {
            var settled = await SettleAsync(kind, created, total, cancellationToken);
            if (Complaint(settled, total) is not { } complaint)
            {
                return DocumentId.Receipt(kind, settled, body.ExternalDocumentNumber);
            }

            await api.DeleteDocument(kind.Collection, settled.Id, settled.Etag ?? "*", cancellationToken);
            throw complaint;
        }
        catch (ConnectorException fault) when (fault.Reason is not (Reasons.TotalDiffers or Reasons.UnsupportedCurrency))
        {
            throw new ConnectorException(FaultKind.Transient, $"The {kind.Title} was created, but not proven: {fault.Message}", fault)
            {
                MayHaveTakenEffect = true, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId,
            };
        }
    }

    /// <summary>Proves a document that an earlier write left behind, mending a total that a rounding line can mend.</summary>
    /// <exception cref="ConnectorException">Its total or currency is another one; it is left as it is, because a person may have changed it.</exception>
    public async ValueTask<WriteReceipt> ProveAsync(DocumentKind kind, SalesDocument document, string reference, Money total, CancellationToken cancellationToken)
    {
        var settled = await SettleAsync(kind, document, total, cancellationToken);
        return Complaint(settled, total) is { } complaint ? throw complaint : DocumentId.Receipt(kind, settled, reference);
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
