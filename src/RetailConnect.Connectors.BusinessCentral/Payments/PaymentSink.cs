using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Payments;

/// <summary>Puts the payments of posted orders into payment journals, applied to their invoices; the external document number proves one effect until a line is posted, the invoice after that.</summary>
internal sealed class PaymentSink(Settlements settlements, InvoiceFinder invoices, IBusinessCentralApi api) : IChangeSink<Order>, ILookUp<Order>, IDisposable
{
    private const string SameLine = "Internal_EntityWithSameKeyExists";

    /// <summary>Business Central numbers the lines of a journal, and gives two that come at once the same number.</summary>
    private readonly SemaphoreSlim turn = new(1);

    public void Dispose() => turn.Dispose();

    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        if (envelope.Change.Value is not { } order || !PaymentMapper.IsPaid(order))
        {
            return null;
        }

        // One that was called off before it was posted never will be.
        var reference = Reference.Of(envelope.Canonical);
        if (order.Status is OrderStatus.Cancelled && !await invoices.AnyAsync(reference, cancellationToken))
        {
            return null;
        }

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
            await AddAsync(journal, PaymentMapper.Body(line, settlement.Invoice, reference), cancellationToken);
        }

        return Receipt(settlement.Invoice, reference);
    }

    /// <summary>A person may write into the journal at the same moment.</summary>
    private async ValueTask AddAsync(Guid journal, PaymentBody body, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await api.AddPayment(journal, body, cancellationToken).Needed();
        }
        catch (ConnectorException fault) when (fault.Kind is FaultKind.Rejected && fault.Message.Contains(SameLine, StringComparison.Ordinal))
        {
            throw new ConnectorException(FaultKind.Transient, fault.Message, fault) { VendorRequestId = fault.VendorRequestId, MayHaveTakenEffect = false };
        }
        finally
        {
            turn.Release();
        }
    }

    private static WriteReceipt Receipt(PostedInvoice invoice, string reference) =>
        DocumentId.Receipt(DocumentKind.Invoice, new() { Id = invoice.Id, Number = invoice.Number }, reference);
}
