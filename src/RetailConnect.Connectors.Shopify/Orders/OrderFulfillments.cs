using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Maps fulfilments that sent goods or are about to; those that failed or were called off sent none.</summary>
internal static class OrderFulfillments
{
    /// <exception cref="ConnectorException">A fulfilment is in a state that the connector does not know.</exception>
    public static IReadOnlyList<Fulfillment> Of(WireOrder order) => [.. order.Fulfillments.Where(shipment => IsLive(shipment.Status)).Select(Map)];

    /// <summary>True for a state in which goods were sent or are about to be.</summary>
    /// <exception cref="ConnectorException">The state is not known.</exception>
    public static bool IsLive(string status) => status switch
    {
        "SUCCESS" or "OPEN" or "PENDING" => true,
        "CANCELLED" or "ERROR" or "FAILURE" => false,
        _ => throw new ConnectorException(FaultKind.Rejected, $"'{PlainText.Of(status)}' is no state of a fulfilment that the connector knows.") { Reason = Reasons.UnknownValue },
    };

    /// <summary>A shipment of several parcels has several numbers; the first one leads to the others.</summary>
    private static Fulfillment Map(WireShipment shipment)
    {
        var tracking = shipment.TrackingInfo.OrderBy(info => string.IsNullOrWhiteSpace(info.Number)).FirstOrDefault();
        return new()
        {
            Id = shipment.Id,
            Location = shipment.Location is { } location ? new ExternalId(location.Id) : default(ExternalId?),
            TrackingNumber = Known(tracking?.Number),
            Carrier = Known(tracking?.Company),
            Lines = [.. shipment.FulfillmentLineItems.Nodes.Where(line => line.Quantity is not (null or 0)).Select(line => new FulfilledLine(line.LineItem.Id, line.Quantity!.Value))],
        };
    }

    private static string? Known(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
