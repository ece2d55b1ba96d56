using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Puts the payments of posted orders into payment journals, applied to their invoices; the external document number proves one effect until a line is posted, the invoice after that.</summary>
internal sealed class PaymentSink(Settlements settlements, IBusinessCentralApi api) : IChangeSink<Order>, ILookUp<Order>
{
    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        if (envelope.Change.Value is not { } order || !PaymentMapper.IsPaid(order))
        {
            return null;
        }

        var reference = Reference.Of(envelope.Canonical);
        var settlement = await settlements.ReadAsync(order, reference, cancellationToken);
        return settlement.Missing.Count == 0 ? Receipt(settlement.Invoice, reference) : null;
    }

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        if (!PaymentMapper.IsPaid(order))
        {
            throw new ConnectorException(FaultKind.Unsupported, "The order is not paid in full; its payments are booked together once it is.") { Reason = "not-paid-in-full" };
        }

        var reference = Reference.Of(envelope.Canonical);
        var settlement = await settlements.ReadAsync(order, reference, cancellationToken);
        foreach (var (journal, line) in settlement.Missing)
        {
            await api.AddPayment(journal, PaymentMapper.Body(line, settlement.Invoice, reference), cancellationToken).Needed();
        }

        return Receipt(settlement.Invoice, reference);
    }

    private static WriteReceipt Receipt(PostedInvoice invoice, string reference) =>
        DocumentId.Receipt(DocumentKind.Invoice, new() { Id = invoice.Id, Number = invoice.Number }, reference);
}
