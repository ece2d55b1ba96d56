using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>What of an order is to be sent and was sent, and the fulfilments that say so.</summary>
internal static class ShipmentDocuments
{
    private const string OpenLines = "id remainingQuantity lineItem { id sku }";
    private const string SentLines = "quantity lineItem { id sku }";

    private const string Place = $$"""
        fragment Place on FulfillmentOrder {
          id status
          supportedActions { action }
          assignedLocation { location { id } }
          lineItems(first: 20) { nodes { {{OpenLines}} } {{Page}} }
        }
        """;

    private const string Sent = $$"""
        fragment Sent on Fulfillment { id status trackingInfo { company number url } fulfillmentLineItems(first: 20) { nodes { {{SentLines}} } {{Page}} } }
        """;

    /// <summary>Itself 1, places 3 + 5 x (1 + some actions + 2 + 3 + 20 x 2), fulfilments some x (2 + 3 + 20 x 2).</summary>
    public static readonly GraphDocument Order = new("OrderToShip", $$"""
        query OrderToShip($id: ID!) {
          order(id: $id) {
            id
            fulfillmentOrders(first: 5) { nodes { ...Place } {{Page}} }
            fulfillments { ...Sent }
          }
        }
        {{Place}}
        {{Sent}}
        """, Fixed: 320);

    /// <summary>Ten places of 47 points.</summary>
    public static readonly GraphDocument Places = new("PlacesToShip", $$"""
        query PlacesToShip($id: ID!, $after: String) {
          node(id: $id) { ... on Order { rest: fulfillmentOrders(first: 10, after: $after) { nodes { ...Place } {{Page}} } } }
        }
        {{Place}}
        """, Fixed: 484);

    /// <summary>100 lines of 2 points.</summary>
    public static readonly GraphDocument Lines = new("LinesToShip", $$"""
        query LinesToShip($id: ID!, $after: String) {
          node(id: $id) { ... on FulfillmentOrder { rest: lineItems(first: 100, after: $after) { nodes { {{OpenLines}} } {{Page}} } } }
        }
        """, Fixed: 204);

    /// <summary>100 lines of 2 points.</summary>
    public static readonly GraphDocument ParcelLines = new("LinesSent", $$"""
        query LinesSent($id: ID!, $after: String) {
          node(id: $id) { ... on Fulfillment { rest: fulfillmentLineItems(first: 100, after: $after) { nodes { {{SentLines}} } {{Page}} } } }
        }
        """, Fixed: 204);

    /// <summary>Each 45 points.</summary>
    public static readonly GraphDocument ByIds = new("FulfillmentsById", $$"""
        query FulfillmentsById($ids: [ID!]!) { nodes(ids: $ids) { ... on Fulfillment { ...Sent } } }
        {{Sent}}
        """, Fixed: 1, Each: 45);

    /// <summary>Takes no key: what was sent is found by its content.</summary>
    public static readonly GraphDocument Create = new("FulfillmentCreate", """
        mutation FulfillmentCreate($fulfillment: FulfillmentInput!) {
          fulfillmentCreate(fulfillment: $fulfillment) { fulfillment { id } userErrors { field message } }
        }
        """, Fixed: 11);

    public static readonly GraphDocument Track = new("TrackingUpdate", """
        mutation TrackingUpdate($id: ID!, $tracking: FulfillmentTrackingInput!, $notify: Boolean!) {
          fulfillmentTrackingInfoUpdate(fulfillmentId: $id, trackingInfoInput: $tracking, notifyCustomer: $notify) { fulfillment { id } userErrors { field message } }
        }
        """, Fixed: 11);

    public static readonly GraphDocument Cancel = new("FulfillmentCancel", """
        mutation FulfillmentCancel($id: ID!) {
          fulfillmentCancel(id: $id) { fulfillment { id } userErrors { field message } }
        }
        """, Fixed: 11);
}
