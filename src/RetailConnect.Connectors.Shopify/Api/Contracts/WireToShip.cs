namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record OrderToShipAnswer(OrderToShip? Order = null);

/// <summary>What of an order is to be sent, and what was.</summary>
internal sealed record OrderToShip(string Id, Connection<OpenPlace> FulfillmentOrders, IReadOnlyList<Parcel> Fulfillments);

/// <summary>A fulfilment order with what is left to send.</summary>
internal sealed record OpenPlace(string Id, string Status, IReadOnlyList<SupportedAction> SupportedActions, AssignedLocation AssignedLocation, Connection<OpenLine> LineItems)
{
    public bool CanShip => SupportedActions.Any(supported => supported.Action == "CREATE_FULFILLMENT");
}

internal sealed record SupportedAction(string Action);

internal sealed record OpenLine(string Id, int RemainingQuantity, SoldLine LineItem);

internal sealed record SoldLine(string Id, string? Sku = null);

/// <summary>A fulfilment with what it says of itself.</summary>
internal sealed record Parcel(string Id, string Status, IReadOnlyList<ParcelTracking> TrackingInfo, Connection<ParcelLine> FulfillmentLineItems);

internal sealed record ParcelTracking(string? Company = null, string? Number = null, string? Url = null);

internal sealed record ParcelLine(SoldLine LineItem, int? Quantity = null);

internal sealed record FulfillmentCreateVariables(FulfillmentInput Fulfillment);

internal sealed record FulfillmentInput(IReadOnlyList<PlaceToFulfill> LineItemsByFulfillmentOrder, bool NotifyCustomer, TrackingInput? TrackingInfo = null);

internal sealed record PlaceToFulfill(string FulfillmentOrderId, IReadOnlyList<LineToFulfill> FulfillmentOrderLineItems);

internal sealed record LineToFulfill(string Id, int Quantity);

internal sealed record TrackingInput(string? Company = null, string? Number = null, string? Url = null);

internal sealed record FulfillmentCreateAnswer(FulfillmentPayload? FulfillmentCreate = null) : MutationAnswer;

internal sealed record TrackingUpdateVariables(string Id, TrackingInput Tracking, bool Notify);

internal sealed record TrackingUpdateAnswer(FulfillmentPayload? FulfillmentTrackingInfoUpdate = null) : MutationAnswer;

internal sealed record FulfillmentCancelAnswer(FulfillmentPayload? FulfillmentCancel = null) : MutationAnswer;

internal sealed record FulfillmentPayload(IReadOnlyList<UserError> UserErrors, Reference? Fulfillment = null);
