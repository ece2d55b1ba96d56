using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Documents;

/// <summary>Ships and invoices what was handed over already, and posts credit memos, where the settings want it.</summary>
internal sealed class Finishing(IBusinessCentralApi api, BusinessCentralOptions options)
{
    /// <summary>Finishes a document that is there and proven; a repeat looks first, and finds it finished or goes on here.</summary>
    /// <param name="kind">Kind of the document.</param>
    /// <param name="receipt">What is known of it.</param>
    /// <param name="wanted">True when it is one to be finished.</param>
    /// <param name="cancellationToken">Stops before the call, not in it.</param>
    /// <exception cref="ConnectorException">Business Central refused, and the document stays open; or nobody knows yet whether it did it.</exception>
    public async ValueTask<WriteReceipt> RunAsync(DocumentKind kind, WriteReceipt receipt, bool wanted, CancellationToken cancellationToken)
    {
        if (!wanted || !(kind == DocumentKind.Order ? options.InvoiceCompleted : kind == DocumentKind.CreditMemo && options.PostCreditMemos))
        {
            return receipt;
        }

        try
        {
            await api.Finish(kind.Collection, DocumentId.Parse(receipt.Id).Id, kind == DocumentKind.Order ? "shipAndInvoice" : "post", cancellationToken);
            return receipt;
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The {kind.Title} stands in Business Central, but could not be posted there. {fault.Message}", fault)
            {
                Reason = "not-posted-in-erp", Advice = "Mend what Business Central names and replay: the document is not made again. Or post it there by hand and replay.", VendorRequestId = fault.VendorRequestId,
            };
        }
        catch (ConnectorException fault)
        {
            throw new ConnectorException(FaultKind.Transient, $"The {kind.Title} stands in Business Central; whether it is posted is not known. {fault.Message}", fault)
            {
                MayHaveTakenEffect = true, RetryAfter = fault.RetryAfter, VendorRequestId = fault.VendorRequestId,
            };
        }
    }
}
