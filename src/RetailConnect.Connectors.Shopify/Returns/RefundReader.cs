using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Connectors.Shopify.Orders;

namespace RetailConnect.Connectors.Shopify.Returns;

/// <summary>Reads what of a refund did not fit into its page, so that nothing is cut off.</summary>
internal sealed class RefundReader(ShopifyAdmin admin, AgreementReader agreements)
{
    public async ValueTask<WireRefund> CompleteAsync(WireRefund refund, CancellationToken cancellationToken)
    {
        var json = ShopifyJson.Default;
        return refund with
        {
            RefundLineItems = Connection<WireRefundLine>.Of(await admin.ReadOnAsync(ReturnDocuments.Lines, refund.Id, refund.RefundLineItems, json.RestWireRefundLine, cancellationToken)),
            RefundShippingLines = Connection<WireRefundShipping>.Of(await admin.ReadOnAsync(ReturnDocuments.Shipping, refund.Id, refund.RefundShippingLines, json.RestWireRefundShipping, cancellationToken)),
            OrderAdjustments = Connection<WireAdjustment>.Of(await admin.ReadOnAsync(ReturnDocuments.Adjustments, refund.Id, refund.OrderAdjustments, json.RestWireAdjustment, cancellationToken)),
            Transactions = Connection<WireTransaction>.Of(await admin.ReadOnAsync(ReturnDocuments.Transactions, refund.Id, refund.Transactions, json.RestWireTransaction, cancellationToken)),
            Agreements = refund.Order.Edited ? await agreements.ReadAsync(refund.Order.Id, cancellationToken) : null,
        };
    }
}
