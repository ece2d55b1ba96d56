using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Connectors.BusinessCentral.Inventory;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Posts orders and store sales as sales orders; the external document number proves one effect.</summary>
internal sealed class OrderSink(DocumentFinder documents, DocumentPoster poster, OrderReferences references, BusinessCentralOptions options) : IChangeSink<Order>, ILookUp<Order>
{
    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var reference = Reference.Of(envelope.Canonical);
        return await documents.OrderAsync(reference, cancellationToken) switch
        {
            null => null,
            ({ } kind, { } document) when kind == DocumentKind.Order && envelope.Change.Value is { } order =>
                await poster.ProveAsync(kind, document, reference, order.Total.Shop, envelope is { Intended: true, TargetId: null } ? token => DraftAsync(envelope, token) : null, cancellationToken),
            ({ } kind, { } document) => DocumentId.Receipt(kind, document, reference),
        };
    }

    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var order = envelope.Value;
        if (order.Status is OrderStatus.Cancelled)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The order was called off before it was posted.") { Reason = Reasons.CancelledBeforePosting };
        }

        if (envelope.TargetId is not null)
        {
            throw new ConnectorException(FaultKind.Rejected, "The order is posted already; a posted document is not rewritten.") { Reason = Reasons.ChangedAfterPosting };
        }

        return await poster.PostAsync(DocumentKind.Order, await DraftAsync(envelope, cancellationToken), order.Total.Shop, cancellationToken);
    }

    private async ValueTask<Draft> DraftAsync(Envelope<Order> envelope, CancellationToken cancellationToken) =>
        new(OrderMapper.Map(envelope.Value, await references.FindAsync(envelope, cancellationToken), options), envelope.Value.TaxesIncluded);
}
