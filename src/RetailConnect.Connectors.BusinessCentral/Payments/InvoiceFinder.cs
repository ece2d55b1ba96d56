using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Finds the posted invoice of an order, and what is left to pay of it.</summary>
internal sealed class InvoiceFinder(DocumentFinder documents, IBusinessCentralApi api, Addresses addresses, Paging paging, BusinessCentralOptions options)
{
    private const string Fields = "id,number,externalDocumentNumber,postingDate,customerId,billToCustomerId,currencyCode,totalAmountIncludingTax,remainingAmount,status";
    private static readonly string[] Unposted = ["Draft", "In Review"];

    private readonly JointLookUp<PostedInvoice> lookUp = new(
        references => ReadAsync(references, api, addresses, paging, CancellationToken.None),
        invoice => invoice.ExternalDocumentNumber);

    /// <summary>True when an order, or a part of it, is posted: nothing else has payments in a journal.</summary>
    public async ValueTask<bool> AnyAsync(string reference, CancellationToken cancellationToken) =>
        (await lookUp.FindAsync(reference, cancellationToken)).Any(invoice => !Unposted.Contains(invoice.Status));

    /// <summary>Returns the posted invoices that have one of the references.</summary>
    public async ValueTask<IReadOnlyList<PostedInvoice>> ShownAsync(IEnumerable<string> references, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(references, api, addresses, paging, cancellationToken)).Where(invoice => !Unposted.Contains(invoice.Status))];

    /// <exception cref="ConnectorException">The order is open, all of it or a part.</exception>
    public async ValueTask CheckPostedAsync(string reference, CancellationToken cancellationToken)
    {
        if (await documents.OneAsync(DocumentKind.Order, reference, cancellationToken) is not null)
        {
            throw NotPosted($"Order '{reference}' is not posted yet.");
        }
    }

    /// <exception cref="ConnectorException">The order has no invoice yet, or what it has is not what its payments settle.</exception>
    public async ValueTask<PostedInvoice> FindAsync(Order order, string reference, CancellationToken cancellationToken)
    {
        var found = await lookUp.FindAsync(reference, cancellationToken);
        var invoice = found.Count switch
        {
            0 => throw NotPosted($"Business Central has no invoice of order '{reference}' yet."),
            1 when Unposted.Contains(found[0].Status) => throw NotPosted($"The invoice of order '{reference}' is not posted yet."),
            1 => found[0],
            _ => throw ByHand("several-invoices", $"Order '{reference}' was posted in {found.Count} invoices."),
        };
        var currency = string.IsNullOrWhiteSpace(invoice.CurrencyCode) ? options.LocalCurrency : invoice.CurrencyCode;
        return invoice.TotalAmountIncludingTax == order.Total.Shop.Amount && string.Equals(currency, order.Total.Shop.Currency.Code, StringComparison.OrdinalIgnoreCase) ? invoice
            : throw ByHand(Reasons.TotalDiffers, $"Invoice {invoice.Number} is over {invoice.TotalAmountIncludingTax} {currency}, the order over {order.Total.Shop}.");
    }

    private static ValueTask<IReadOnlyList<PostedInvoice>> ReadAsync(IEnumerable<string> references, IBusinessCentralApi api, Addresses addresses, Paging paging, CancellationToken cancellationToken) =>
        paging.AllAsync<PostedInvoice>(addresses.List("salesInvoices", Filter.AnyOf("externalDocumentNumber", references), Fields), api.Invoices, cancellationToken);

    private static ConnectorException ByHand(string reason, string message) => new(FaultKind.Rejected, message) { Reason = reason, Advice = PaymentMapper.ByHand };

    private ConnectorException NotPosted(string message) => new(FaultKind.Unmet, message)
    {
        Reason = "invoice-not-posted", Advice = "Post the order in Business Central, then replay.", RetryAfter = options.PaymentWait,
    };
}
