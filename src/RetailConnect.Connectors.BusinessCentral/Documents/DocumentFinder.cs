using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Finds documents by the reference that a write left behind; look-ups at the same time share a request.</summary>
internal sealed class DocumentFinder
{
    private const string Fields = "id,number,externalDocumentNumber,customerId,currencyCode,totalAmountIncludingTax,status,pricesIncludeTax";
    private readonly Dictionary<DocumentKind, JointLookUp<SalesDocument>> lookUps;

    public DocumentFinder(IBusinessCentralApi api, Addresses addresses, Paging paging) =>
        lookUps = new[] { DocumentKind.Order, DocumentKind.Invoice, DocumentKind.CreditMemo }.ToDictionary(kind => kind, kind => new JointLookUp<SalesDocument>(
            references => paging.AllAsync<SalesDocument>(
                addresses.List(kind.Collection, Filter.AnyOf("externalDocumentNumber", references), Fields), api.Documents, CancellationToken.None),
            document => document.ExternalDocumentNumber));

    /// <summary>Returns the one document of a kind with a reference; null when there is none.</summary>
    /// <exception cref="ConnectorException">There are several.</exception>
    public async ValueTask<SalesDocument?> OneAsync(DocumentKind kind, string reference, CancellationToken cancellationToken)
    {
        var found = await AllAsync(kind, reference, cancellationToken);
        return found.Count == 0 ? null : found.Count == 1 ? found[0] : throw new ConnectorException(FaultKind.Rejected, $"Business Central has {found.Count} of {kind.Title} '{reference}'.")
        {
            Reason = "duplicate-document", Advice = "Delete the surplus documents in Business Central, then replay.",
        };
    }

    /// <summary>Returns the first document of a kind with a reference; an order that was posted in parts has several invoices.</summary>
    public async ValueTask<SalesDocument?> FirstAsync(DocumentKind kind, string reference, CancellationToken cancellationToken) =>
        (await AllAsync(kind, reference, cancellationToken)).OrderBy(document => document.Number, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Returns where an order is by now: open, or posted as an invoice. The order of the two reads matters, because posting moves it.</summary>
    public async ValueTask<(DocumentKind Kind, SalesDocument Document)?> OrderAsync(string reference, CancellationToken cancellationToken)
    {
        if (await OneAsync(DocumentKind.Order, reference, cancellationToken) is { } order)
        {
            return (DocumentKind.Order, order);
        }

        return await FirstAsync(DocumentKind.Invoice, reference, cancellationToken) is { } invoice ? (DocumentKind.Invoice, invoice) : null;
    }

    private Task<IReadOnlyList<SalesDocument>> AllAsync(DocumentKind kind, string reference, CancellationToken cancellationToken) => lookUps[kind].FindAsync(reference, cancellationToken);
}
