using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>Posts orders and store sales as sales orders; the external document number proves one effect.</summary>
internal sealed class OrderSink(DocumentFinder documents, DocumentPoster poster, OrderReferences references, OrderAmender amender, Finishing finishing, BusinessCentralOptions options) : IChangeSink<Order>, ILookUp<Order>, IAmendingSink<Order>
{
    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken)
    {
        var reference = Reference.Of(envelope.Canonical);
        return await documents.OrderAsync(reference, cancellationToken) switch
        {
            null => null,
            ({ } kind, { } document) when kind == DocumentKind.Order && envelope.Change.Value is { } order =>
                await FoundAsync(document, reference, order, envelope is { Intended: true, TargetId: null } ? token => DraftAsync(envelope, token) : null, cancellationToken) is { } found
                    ? await finishing.RunAsync(kind, found, order.Status is OrderStatus.Completed, cancellationToken) : null,
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

        var made = await poster.PostAsync(DocumentKind.Order, await DraftAsync(envelope, cancellationToken), order.Total.Shop, cancellationToken);
        return await finishing.RunAsync(DocumentKind.Order, made, order.Status is OrderStatus.Completed, cancellationToken);
    }

    public ValueTask<WriteReceipt> AmendAsync(Envelope<Order> envelope, CancellationToken cancellationToken) => amender.AmendAsync(envelope, token => DraftAsync(envelope, token), cancellationToken);

    /// <summary>Proves a document that was found. One that an unfinished write of ours left is noted as we wrote it; of any other nobody knows how it was.</summary>
    private async ValueTask<WriteReceipt?> FoundAsync(SalesDocument document, string reference, Order order, Func<CancellationToken, ValueTask<Draft>>? ours, CancellationToken cancellationToken)
    {
        var receipt = await poster.ProveAsync(DocumentKind.Order, document, reference, order.Total.Shop, ours, cancellationToken);
        return receipt is null || ours is null ? receipt
            : receipt with { Id = (DocumentId.Parse(receipt.Id) with { Digest = DocumentDigest.Of((await ours(cancellationToken)).Body, order.Total.Shop, options.RoundingAccount) }).ToExternal() };
    }

    private async ValueTask<Draft> DraftAsync(Envelope<Order> envelope, CancellationToken cancellationToken) =>
        new(OrderMapper.Map(envelope.Value, await references.FindAsync(envelope, cancellationToken), options), envelope.Value.TaxesIncluded);
}
