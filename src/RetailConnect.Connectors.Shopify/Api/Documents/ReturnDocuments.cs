using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Refunds. Shopify has no list of refunds, so they are found through the orders that changed.</summary>
internal static class ReturnDocuments
{
    /// <summary>137 points: itself 1, total 3, order, customer and taxes 3, duties 5, lines 3 + 8 x 10, shipping 3 + 7, adjustments 3 + 2 x 7, transactions 3 + 3 x 4. Seven refunds stay below 1000.</summary>
    private const double Each = 137;

    private const string Line = """
        fragment RefundedLine on RefundLineItem {
          id quantity restockType
          location { id }
          lineItem { id title sku isGiftCard variant { id } }
          subtotalSet { ...Bag }
          totalTaxSet { ...Bag }
        }
        """;

    private const string ShippingPart = "id subtotalAmountSet { ...Bag } taxAmountSet { ...Bag }";
    private const string AdjustmentPart = "id amountSet { ...Bag } taxAmountSet { ...Bag }";
    private const string TransactionPart = "id kind status gateway amountSet { ...Bag }";

    public static readonly GraphDocument ByIds = new("RefundsById", $$"""
        query RefundsById($ids: [ID!]!) { nodes(ids: $ids) { ... on Refund {
          id processedAt updatedAt
          totalRefundedSet { ...Bag }
          order { id name taxesIncluded cancelledAt edited displayFulfillmentStatus customer { id } taxLines { channelLiable } }
          duties { amountSet { ...Bag } originalDuty { id } }
          refundLineItems(first: 8) { nodes { ...RefundedLine } {{Page}} }
          refundShippingLines(first: 1) { nodes { {{ShippingPart}} } {{Page}} }
          orderAdjustments(first: 2) { nodes { {{AdjustmentPart}} } {{Page}} }
          transactions(first: 3) { nodes { {{TransactionPart}} } {{Page}} }
        } } }
        {{Bag}}
        {{Line}}
        """, Fixed: 1, Each);

    /// <summary>Only ids and versions: 2 points for each order, and most orders have no refund.</summary>
    public static readonly GraphDocument Changed = new("RefundedOrders", $$"""
        query RefundedOrders($first: Int!, $after: String, $query: String) {
          page: orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { id updatedAt refunds { id updatedAt } } {{Page}} }
        }
        """, Fixed: 3, Each: 2);

    public static readonly GraphDocument Lines = new("RefundLines", $$"""
        query RefundLines($id: ID!, $after: String) {
          node(id: $id) { ... on Refund { rest: refundLineItems(first: 50, after: $after) { nodes { ...RefundedLine } {{Page}} } } }
        }
        {{Bag}}
        {{Line}}
        """, Fixed: 504);

    public static readonly GraphDocument Shipping = Part("RefundShipping", "refundShippingLines", ShippingPart, 354);

    public static readonly GraphDocument Adjustments = Part("RefundAdjustments", "orderAdjustments", AdjustmentPart, 354);

    public static readonly GraphDocument Transactions = Part("RefundTransactions", "transactions", TransactionPart, 204);

    private static GraphDocument Part(string name, string connection, string fields, double cost) => new(name, $$"""
        query {{name}}($id: ID!, $after: String) {
          node(id: $id) { ... on Refund { rest: {{connection}}(first: 50, after: $after) { nodes { {{fields}} } {{Page}} } } }
        }
        {{Bag}}
        """, cost);
}
