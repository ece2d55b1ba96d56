using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>Tells the buyer what left: creates fulfilments, brings their tracking in line, and calls them off. What is there already is found by tracking number and units, and not told again.</summary>
internal sealed class ShipmentSink(ShipmentFinder finder, ShippingReader reader, ShopifyAdmin admin, ShopifyOptions options) : IChangeSink<Shipment>, ILookUp<Shipment>
{
    private static readonly ShopifyJson Json = ShopifyJson.Default;

    public async ValueTask<WriteReceipt?> FindAsync(Envelope<Shipment> envelope, CancellationToken cancellationToken)
    {
        var state = await finder.FindAsync(envelope, cancellationToken);
        return state.IsTold ? ShipmentState.Receipt(envelope.Canonical, [.. state.Parcels.Select(parcel => parcel.Id)]) with { Unchanged = true } : null;
    }

    /// <summary>Looks again right before it writes: a repeat goes on where the attempt before it ended.</summary>
    public async ValueTask<WriteReceipt> WriteAsync(Envelope<Shipment> envelope, CancellationToken cancellationToken)
    {
        var state = await finder.FindAsync(envelope, cancellationToken);
        var parcels = state.Parcels.Select(parcel => parcel.Id).ToList();
        if (envelope.Value.Cancelled)
        {
            await CancelAsync(state.Parcels, cancellationToken);
            return ShipmentState.Receipt(envelope.Canonical, parcels);
        }

        foreach (var parcel in state.Parcels.Where(parcel => !Tracking.IsTold(parcel, state.Tracking)))
        {
            await TrackAsync(parcel, state.Tracking!, cancellationToken);
        }

        foreach (var missing in state.Missing!.Parcels)
        {
            parcels.Add(await CreateAsync(state, missing, cancellationToken));
        }

        return ShipmentState.Receipt(envelope.Canonical, parcels);
    }

    private async ValueTask<string> CreateAsync(ShipmentState state, IReadOnlyList<PlaceToFulfill> places, CancellationToken cancellationToken)
    {
        var variables = new FulfillmentCreateVariables(new(places, options.NotifyCustomers, state.Tracking));
        var answer = await admin.SendAsync(ShipmentDocuments.Create, variables, 1, Json.FulfillmentCreateVariables, Json.FulfillmentCreateAnswer, cancellationToken);
        if (answer.FulfillmentCreate is { UserErrors: { Count: > 0 } errors })
        {
            var fault = UserErrors.Fault("fulfillmentCreate", errors, answer.RequestId);
            var now = await reader.OrderAsync(state.Order!.Value, cancellationToken);
            throw ShippingPlan.IsOpen(places, now.FulfillmentOrders.Nodes) ? fault : new ConnectorException(FaultKind.Conflict, $"{fault.Message} (the order moved meanwhile)") { VendorRequestId = fault.VendorRequestId };
        }

        return answer.FulfillmentCreate?.Fulfillment?.Id ?? throw NoAnswer("fulfillmentCreate", answer);
    }

    /// <summary>The buyer hears of a new number; of another spelling of the carrier, or another address, nobody needs an e-mail.</summary>
    private async ValueTask TrackAsync(Parcel parcel, TrackingInput tracking, CancellationToken cancellationToken)
    {
        var variables = new TrackingUpdateVariables(parcel.Id, tracking, options.NotifyCustomers && !Tracking.HasNumber(parcel, tracking.Number!));
        var answer = await admin.SendAsync(ShipmentDocuments.Track, variables, 1, Json.TrackingUpdateVariables, Json.TrackingUpdateAnswer, cancellationToken);
        UserErrors.ThrowIfAny("fulfillmentTrackingInfoUpdate", answer.FulfillmentTrackingInfoUpdate?.UserErrors ?? [], answer.RequestId);
        _ = answer.FulfillmentTrackingInfoUpdate?.Fulfillment ?? throw NoAnswer("fulfillmentTrackingInfoUpdate", answer);
    }

    private async ValueTask CancelAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        if (parcels.Count == 0)
        {
            throw new ConnectorException(FaultKind.Unsupported, "The shipment was called off before the shop heard of it.") { Reason = Reasons.CancelledBeforeWriting };
        }

        foreach (var parcel in parcels.Where(parcel => !ShipmentState.IsCancelled(parcel)))
        {
            var answer = await admin.SendAsync(ShipmentDocuments.Cancel, new IdVariables(parcel.Id), 1, Json.IdVariables, Json.FulfillmentCancelAnswer, cancellationToken);
            UserErrors.ThrowIfAny("fulfillmentCancel", answer.FulfillmentCancel?.UserErrors ?? [], answer.RequestId);
            _ = answer.FulfillmentCancel?.Fulfillment ?? throw NoAnswer("fulfillmentCancel", answer);
        }
    }

    private static ConnectorException NoAnswer(string mutation, MutationAnswer answer) => new(FaultKind.Transient, $"{mutation}: Shopify answered without the fulfilment.") { VendorRequestId = answer.RequestId };
}
