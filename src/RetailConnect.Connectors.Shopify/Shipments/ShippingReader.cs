using System.Text.Json;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Shipments;

/// <summary>Reads what of an order is to be sent and was sent, all of it.</summary>
internal sealed class ShippingReader(ShopifyAdmin admin)
{
    private static readonly ShopifyJson Json = ShopifyJson.Default;

    /// <exception cref="ConnectorException">The shop does not have the order.</exception>
    public async ValueTask<OrderToShip> OrderAsync(ExternalId id, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(ShipmentDocuments.Order, new IdVariables(id.Value), 1, Json.IdVariables, Json.OrderToShipAnswer, cancellationToken);
        var order = answer.Order ?? throw new ConnectorException(FaultKind.Rejected, $"The shop does not have the order {id} any more.") { Reason = Reasons.UnknownOrder };
        var places = new List<OpenPlace>();
        foreach (var place in await admin.ReadOnAsync(ShipmentDocuments.Places, order.Id, order.FulfillmentOrders, Json.RestOpenPlace, cancellationToken))
        {
            places.Add(place with { LineItems = Connection<OpenLine>.Of(await admin.ReadOnAsync(ShipmentDocuments.Lines, place.Id, place.LineItems, Json.RestOpenLine, cancellationToken)) });
        }

        return order with { FulfillmentOrders = Connection<OpenPlace>.Of(places), Fulfillments = await CompleteAsync(order.Fulfillments, cancellationToken) };
    }

    /// <summary>Reads fulfilments by their ids.</summary>
    /// <exception cref="ConnectorException">The shop does not have one of them.</exception>
    public async ValueTask<IReadOnlyList<Parcel>> ParcelsAsync(IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken)
    {
        var answer = await admin.SendAsync(ShipmentDocuments.ByIds, new IdsVariables([.. ids.Select(id => id.Value)]), ids.Count, Json.IdsVariables, Json.NodeList, cancellationToken);
        var parcels = answer.Nodes.Where(node => node.ValueKind is JsonValueKind.Object && node.TryGetProperty("id", out _)).Select(node => node.Deserialize(Json.Parcel)!).ToList();
        return parcels.Count == ids.Count
            ? await CompleteAsync([.. ids.Select(id => parcels.Single(parcel => parcel.Id == id.Value))], cancellationToken)
            : throw new ConnectorException(FaultKind.Rejected, $"The shop does not have the fulfilment {ids.First(id => parcels.All(parcel => parcel.Id != id.Value))} any more.")
            {
                Reason = "deleted-in-target", Advice = "Compare the order in the shop with the shipment and correct it there, then resolve this dead letter.",
            };
    }

    private async ValueTask<IReadOnlyList<Parcel>> CompleteAsync(IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        var complete = new List<Parcel>(parcels.Count);
        foreach (var parcel in parcels)
        {
            var lines = await admin.ReadOnAsync(ShipmentDocuments.ParcelLines, parcel.Id, parcel.FulfillmentLineItems, Json.RestParcelLine, cancellationToken);
            complete.Add(parcel with { FulfillmentLineItems = Connection<ParcelLine>.Of(lines) });
        }

        return complete;
    }
}
