using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Orders;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>Finds what the shop says of a shipment.</summary>
internal sealed class ShipmentFinder(ShippingReader reader, ConnectionLinks links, ShopifyOptions options)
{
    private const string OwnLocation = "gid://shopify/Location/";
    private const int MostParts = 100;

    /// <exception cref="ConnectorException">The order is not known yet, the units are not open, or nothing tells whether a fulfilment is the shipment's.</exception>
    public async ValueTask<ShipmentState> FindAsync(Envelope<Shipment> envelope, CancellationToken cancellationToken)
    {
        var units = UnitsToSend.Of(envelope.Value);
        return envelope.TargetId is { } known ? await KnownAsync(envelope, known, units, cancellationToken) : await NewAsync(envelope, units, cancellationToken);
    }

    /// <summary>A shipment that was told: its tracking may change, and it may be called off, but its units are what they were.</summary>
    private async ValueTask<ShipmentState> KnownAsync(Envelope<Shipment> envelope, ExternalId known, UnitsToSend units, CancellationToken cancellationToken)
    {
        List<ExternalId> ids = [known];
        while (ids.Count < MostParts && await links.FindAsync(EntityType.Shipment, ShipmentState.PartOf(envelope.Canonical, ids.Count + 1), cancellationToken) is { } part)
        {
            ids.Add(part);
        }

        var parcels = await reader.ParcelsAsync(ids, cancellationToken);
        if (!envelope.Value.Cancelled && !(parcels.All(parcel => OrderFulfillments.IsLive(parcel.Status) && units.TryTake(parcel)) && units.IsDone))
        {
            throw new ConnectorException(FaultKind.Rejected, $"The shop has the shipment as {string.Join(", ", ids)}, with other units or called off.")
            {
                Reason = Reasons.ChangedAfterPosting, Advice = "Compare the order in the shop with the shipment and correct it there, then resolve this dead letter.",
            };
        }

        return new() { Shipment = envelope.Value, Tracking = Tracking.Of(envelope.Value, options), Parcels = parcels, Missing = new([]) };
    }

    private async ValueTask<ShipmentState> NewAsync(Envelope<Shipment> envelope, UnitsToSend units, CancellationToken cancellationToken)
    {
        var shipment = envelope.Value;
        var id = await links.OrderAsync(envelope.Origin, shipment.Order, cancellationToken)
            ?? throw new ConnectorException(FaultKind.Unmet, $"The order {shipment.Order.Number ?? shipment.Order.Reference ?? shipment.Order.Id?.Value} of the shipment was not read from the shop yet.") { Reason = Reasons.UnknownOrder };
        var order = await reader.OrderAsync(id, cancellationToken);
        var places = order.FulfillmentOrders.Nodes;
        var tracking = Tracking.Of(shipment, options);
        var severalPlaces = places.Select(place => place.AssignedLocation.Location?.Id).Distinct().Skip(1).Any();
        var match = ParcelMatch.Of(units, await FreeAsync(envelope, order, cancellationToken), tracking?.Number, severalPlaces);
        var here = await HereAsync(envelope.Origin, shipment, cancellationToken);
        if (match is { Proven: false, Parcels.Count: > 0 } && (shipment.Cancelled || ShippingPlan.Of(units, places, here, out _) is not null))
        {
            throw Doubtful(match.Parcels);
        }

        var state = new ShipmentState { Shipment = shipment, Tracking = tracking, Order = id, Parcels = match.Parcels };
        return shipment.Cancelled ? state : state with { Missing = ShippingPlan.Of(match.Left, places, here, out var left) ?? throw NotOpen(left, places) };
    }

    /// <summary>Fulfilments that stand for no other shipment.</summary>
    private async ValueTask<IReadOnlyList<Parcel>> FreeAsync(Envelope<Shipment> envelope, OrderToShip order, CancellationToken cancellationToken)
    {
        var free = new List<Parcel>();
        foreach (var parcel in order.Fulfillments.Where(parcel => OrderFulfillments.IsLive(parcel.Status)))
        {
            if (await links.CanonicalAsync(EntityType.Shipment, envelope.Target, parcel.Id, cancellationToken) is null)
            {
                free.Add(parcel);
            }
        }

        return free;
    }

    private async ValueTask<string?> HereAsync(string origin, Shipment shipment, CancellationToken cancellationToken) => shipment.Location is not { } location ? null
        : location.Value.StartsWith(OwnLocation, StringComparison.Ordinal) ? location.Value
        : (await links.TranslateAsync(EntityType.Location, origin, location, cancellationToken))?.Value;

    private static ConnectorException Doubtful(IReadOnlyList<Parcel> parcels) =>
        new(FaultKind.Rejected, $"The order has a fulfilment without tracking number that holds what this shipment holds ({string.Join(", ", parcels.Select(parcel => parcel.Id))}), and as much is still open: nothing tells whether it is this shipment or another one.")
        {
            Reason = Reasons.ResultUnknown,
            Advice = "If the fulfilment is this shipment, resolve this dead letter with its id. If not, give the shipment its tracking number and the fulfilment another one, then replay; or fulfil it in the shop and resolve with the new id.",
        };

    private static ConnectorException NotOpen(UnitsToSend left, IReadOnlyList<OpenPlace> places)
    {
        if (places.Count == 0)
        {
            // Shopify routes an order after it was placed.
            return new(FaultKind.Unmet, "The order has no fulfilment orders yet, or the app may not see them (scope write_merchant_managed_fulfillment_orders).") { Reason = Reasons.UnitsNotOpen };
        }

        var closed = places.Where(place => !place.CanShip).Select(place => place.Status).Distinct().Order(StringComparer.Ordinal).ToList();
        return new(FaultKind.Rejected, $"Not open in the shop: {left}.{(closed.Count > 0 ? $" Fulfilment orders that take none: {string.Join(", ", closed)}." : "")}") { Reason = Reasons.UnitsNotOpen };
    }
}
