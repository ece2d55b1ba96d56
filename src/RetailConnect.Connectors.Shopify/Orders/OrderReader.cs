using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Api.Documents;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads what of an order did not fit into its page, so that nothing is cut off.</summary>
internal sealed class OrderReader(ShopifyAdmin admin, AgreementReader agreements)
{
    public async ValueTask<WireOrder> CompleteAsync(WireOrder order, CancellationToken cancellationToken)
    {
        var json = ShopifyJson.Default;
        if (order.LineItems.PageInfo.HasNextPage)
        {
            order = order with { LineItems = Connection<WireLine>.Of(await admin.ReadOnAsync(OrderDocuments.Lines, order.Id, order.LineItems, json.RestWireLine, cancellationToken)) };
        }

        if (order.ShippingLines.PageInfo.HasNextPage)
        {
            order = order with { ShippingLines = Connection<WireShipping>.Of(await admin.ReadOnAsync(OrderDocuments.ShippingLines, order.Id, order.ShippingLines, json.RestWireShipping, cancellationToken)) };
        }

        if (order.Fulfillments.Any(shipment => shipment.FulfillmentLineItems.PageInfo.HasNextPage))
        {
            order = order with { Fulfillments = await ShipmentsAsync(order.Fulfillments, cancellationToken) };
        }

        if (order.Edited)
        {
            order = order with { Agreements = await agreements.ReadAsync(order.Id, cancellationToken) };
        }

        if ((order.DutiesIncluded ? null : order.OriginalTotalDutiesSet) is { } duties && Amounts.Amount(duties.ShopMoney.Amount) != 0)
        {
            var lines = await admin.ReadOnAsync(OrderDocuments.Duties, order.Id, new Connection<DutyLine>([], new PageEnd(true)), json.RestDutyLine, cancellationToken);
            order = order with { Duties = [.. lines.SelectMany(line => line.Duties)] };
        }

        if (order.OriginalTotalAdditionalFeesSet is { } fees && Amounts.Amount(fees.ShopMoney.Amount) != 0)
        {
            var answer = await admin.SendAsync(OrderDocuments.Fees, new IdVariables(order.Id), 1, json.IdVariables, json.FeesAnswer, cancellationToken);
            order = order with { Fees = answer.Node?.AdditionalFees ?? throw new ConnectorException(FaultKind.Transient, $"{order.Id} went away while it was read.") { MayHaveTakenEffect = false } };
        }

        return order.FulfillmentOrders.PageInfo.HasNextPage || order.FulfillmentOrders.Nodes.DistinctBy(place => place.AssignedLocation.Location).Skip(1).Any()
            ? order with { FulfillmentOrders = Connection<WirePlace>.Of(await PlacesAsync(order.Id, cancellationToken)) }
            : order;
    }

    private async ValueTask<IReadOnlyList<WireShipment>> ShipmentsAsync(IReadOnlyList<WireShipment> shipments, CancellationToken cancellationToken)
    {
        var complete = new List<WireShipment>(shipments.Count);
        foreach (var shipment in shipments)
        {
            var lines = await admin.ReadOnAsync(OrderDocuments.ShippedLines, shipment.Id, shipment.FulfillmentLineItems, ShopifyJson.Default.RestShippedLine, cancellationToken);
            complete.Add(shipment with { FulfillmentLineItems = Connection<ShippedLine>.Of(lines) });
        }

        return complete;
    }

    /// <summary>Reads all places anew, now with the lines that each of them sends.</summary>
    private async ValueTask<IReadOnlyList<WirePlace>> PlacesAsync(string order, CancellationToken cancellationToken)
    {
        var json = ShopifyJson.Default;
        var places = await admin.ReadOnAsync(OrderDocuments.Places, order, new Connection<WirePlace>([], new PageEnd(true)), json.RestWirePlace, cancellationToken);
        var complete = new List<WirePlace>(places.Count);
        foreach (var place in places)
        {
            complete.Add(place.LineItems is { PageInfo.HasNextPage: true } lines
                ? place with { LineItems = Connection<PlaceLine>.Of(await admin.ReadOnAsync(OrderDocuments.PlaceLines, place.Id, lines, json.RestPlaceLine, cancellationToken)) }
                : place);
        }

        return complete;
    }
}
