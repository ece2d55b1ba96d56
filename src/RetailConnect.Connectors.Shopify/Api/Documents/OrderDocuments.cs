using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Orders. What does not fit is read on: most orders have few lines, and a page that holds the longest would hold one order.</summary>
internal static class OrderDocuments
{
    /// <summary>
    /// 173 points: itself and customer 2, three amounts 9, rounding 4, duties and fees 4, company and branch 3, risk 2, shipping 3 + 12, transactions 4, places 3 + 2 x 3, fulfilments 3 + (3 + 4 x 2), lines 3 + 8 x 13.
    /// Five orders stay below 1000, with room for orders that are sent in several parcels. Lists that are no connections are read whole, because they have no next page.
    /// </summary>
    private const double Each = 173;

    private const string Shipped = "quantity lineItem { id }";

    private const string Order = $$"""
        fragment Order on Order {
          id name processedAt updatedAt cancelledAt edited taxesIncluded displayFinancialStatus displayFulfillmentStatus
          sourceName tags dutiesIncluded
          customer { id }
          purchasingEntity { ... on PurchasingCompany { company { id name externalId } location { id externalId } } }
          risk { assessments { riskLevel } }
          originalTotalDutiesSet { shopMoney { amount } }
          originalTotalAdditionalFeesSet { shopMoney { amount } }
          originalTotalPriceSet { ...Bag }
          totalPriceSet { ...Bag }
          totalTipReceivedSet { ...Bag }
          totalCashRoundingAdjustment { paymentSet { ...Bag } }
          shippingLines(first: 1) { nodes { ...Shipping } {{Page}} }
          transactions { id kind status gateway amountSet { ...Bag } }
          fulfillmentOrders(first: 2) { nodes { id status assignedLocation { location { id } } } {{Page}} }
          fulfillments { id status location { id } trackingInfo { company number } fulfillmentLineItems(first: 4) { nodes { {{Shipped}} } {{Page}} } }
          lineItems(first: 8) { nodes { ...Line } {{Page}} }
        }
        {{Bag}}
        {{Reduction}}
        {{Levy}}
        {{Line}}
        {{Shipping}}
        """;

    /// <summary>Only ids and versions: a poll overlaps, and most of what it finds was read before.</summary>
    public static readonly GraphDocument Changed = new("OrderVersions", $$"""
        query OrderVersions($first: Int!, $after: String, $query: String) {
          page: orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { id updatedAt } {{Page}} }
        }
        """, Fixed: 3, Each: 1);

    public static readonly GraphDocument ByIds = new("OrdersById", $$"""
        query OrdersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { ...Order } } }
        {{Order}}
        """, Fixed: 1, Each);

    /// <summary>One agreement with 40 of its sales, read only of orders that were edited: 5, and 3 + 40 x 15 (itself and line 2, total and tax 6, one tax 7).</summary>
    public static readonly GraphDocument Agreements = new("OrderAgreements", $$"""
        query OrderAgreements($id: ID!, $after: String, $sales: String) {
          node(id: $id) { ... on Order { agreements(first: 1, after: $after) {
            nodes { id reason ... on RefundAgreement { refund { id } } sales(first: 40, after: $sales) {
              nodes {
                actionType quantity
                totalAmount { ...Bag }
                totalTaxAmount { ...Bag }
                taxes { amount { ...Bag } taxLine { title rate channelLiable } }
                ... on ProductSale { lineItem { id } }
                ... on GiftCardSale { lineItem { id } }
              }
              {{Page}}
            } }
            {{Page}}
          } } }
        }
        {{Bag}}
        """, Fixed: 608);

    /// <summary>Additional fees, read only of orders that have some: itself 1 and price 3, taxes 4.</summary>
    public static readonly GraphDocument Fees = new("OrderFees", $$"""
        query OrderFees($id: ID!) {
          node(id: $id) { ... on Order { additionalFees { id name price { ...Bag } taxLines { ...Tax } } } }
        }
        {{Bag}}
        {{Levy}}
        """, Fixed: 10);

    /// <summary>Duties of 50 lines, read only of orders that have some: a line 1, its duty 1 and price 3, taxes 4.</summary>
    public static readonly GraphDocument Duties = new("OrderDuties", $$"""
        query OrderDuties($id: ID!, $after: String) {
          node(id: $id) { ... on Order { rest: lineItems(first: 50, after: $after) { nodes { id duties { id price { ...Bag } taxLines { ...Tax } } } {{Page}} } } }
        }
        {{Bag}}
        {{Levy}}
        """, Fixed: 454);

    /// <summary>50 lines of 13 points.</summary>
    public static readonly GraphDocument Lines = new("OrderLines", $$"""
        query OrderLines($id: ID!, $after: String) {
          node(id: $id) { ... on Order { rest: lineItems(first: 50, after: $after) { nodes { ...Line } {{Page}} } } }
        }
        {{Bag}}
        {{Reduction}}
        {{Levy}}
        {{Line}}
        """, Fixed: 654);

    /// <summary>20 charges of 12 points.</summary>
    public static readonly GraphDocument ShippingLines = new("OrderShipping", $$"""
        query OrderShipping($id: ID!, $after: String) {
          node(id: $id) { ... on Order { rest: shippingLines(first: 20, after: $after) { nodes { ...Shipping } {{Page}} } } }
        }
        {{Bag}}
        {{Reduction}}
        {{Levy}}
        {{Shipping}}
        """, Fixed: 244);

    /// <summary>Eight places with 30 lines each, read only when an order has several places: 8 x (3 + 3 + 30 x 2).</summary>
    public static readonly GraphDocument Places = new("OrderPlaces", $$"""
        query OrderPlaces($id: ID!, $after: String) {
          node(id: $id) { ... on Order { rest: fulfillmentOrders(first: 8, after: $after) {
            nodes { id status assignedLocation { location { id } } lineItems(first: 30) { nodes { totalQuantity lineItem { id } } {{Page}} } }
            {{Page}}
          } } }
        }
        """, Fixed: 532);

    /// <summary>100 lines of 2 points.</summary>
    public static readonly GraphDocument PlaceLines = new("PlaceLines", $$"""
        query PlaceLines($id: ID!, $after: String) {
          node(id: $id) { ... on FulfillmentOrder { rest: lineItems(first: 100, after: $after) { nodes { totalQuantity lineItem { id } } {{Page}} } } }
        }
        """, Fixed: 204);

    /// <summary>100 lines of 2 points.</summary>
    public static readonly GraphDocument ShippedLines = new("FulfillmentLines", $$"""
        query FulfillmentLines($id: ID!, $after: String) {
          node(id: $id) { ... on Fulfillment { rest: fulfillmentLineItems(first: 100, after: $after) { nodes { {{Shipped}} } {{Page}} } } }
        }
        """, Fixed: 204);
}
