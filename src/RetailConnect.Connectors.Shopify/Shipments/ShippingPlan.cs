using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>Which units of which fulfilment orders a shipment takes: one fulfilment for each location, because Shopify takes fulfilment orders of one location only.</summary>
/// <param name="Parcels">The fulfilments, each with its fulfilment orders.</param>
internal sealed record ShippingPlan(IReadOnlyList<IReadOnlyList<PlaceToFulfill>> Parcels)
{
    /// <summary>Shares out units over what is open, at the place that they left from first; null when something is not open.</summary>
    /// <param name="units">The units.</param>
    /// <param name="places">The order's fulfilment orders.</param>
    /// <param name="here">The shop's id of the place; null when it is not known there.</param>
    /// <param name="left">What could not be placed.</param>
    public static ShippingPlan? Of(UnitsToSend units, IReadOnlyList<OpenPlace> places, string? here, out UnitsToSend left)
    {
        left = units.Copy();
        var taken = new List<(string Location, PlaceToFulfill Place)>();
        foreach (var place in places.Where(place => place.CanShip).OrderBy(place => here is not null && place.AssignedLocation.Location?.Id == here ? 0 : 1))
        {
            var lines = new List<LineToFulfill>();
            foreach (var line in place.LineItems.Nodes.Where(line => line.RemainingQuantity > 0))
            {
                if (left.Take(line.LineItem, line.RemainingQuantity) is > 0 and var count)
                {
                    lines.Add(new(line.Id, count));
                }
            }

            if (lines.Count > 0)
            {
                // A place whose location is gone is one of its own.
                taken.Add((place.AssignedLocation.Location?.Id ?? place.Id, new(place.Id, lines)));
            }
        }

        return left.IsDone ? new([.. taken.GroupBy(part => part.Location, part => part.Place).Select(parcel => (IReadOnlyList<PlaceToFulfill>)[.. parcel])]) : null;
    }

    /// <summary>True when a fulfilment's units are still open.</summary>
    public static bool IsOpen(IReadOnlyList<PlaceToFulfill> parcel, IReadOnlyList<OpenPlace> places) => parcel.All(wanted => places.Any(place =>
        place.CanShip && place.Id == wanted.FulfillmentOrderId
        && wanted.FulfillmentOrderLineItems.All(line => place.LineItems.Nodes.Any(open => open.Id == line.Id && open.RemainingQuantity >= line.Quantity))));
}
