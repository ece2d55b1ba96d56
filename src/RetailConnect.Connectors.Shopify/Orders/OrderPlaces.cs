using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Where the goods of an order come from.</summary>
internal sealed class OrderPlaces
{
    private readonly Dictionary<string, string> lines = [];

    private OrderPlaces()
    {
    }

    /// <summary>The place of lines that name none.</summary>
    public ExternalId? Main { get; private init; }

    /// <summary>A cancelled fulfilment order was replaced by another one, unless all are cancelled.</summary>
    public static OrderPlaces Of(WireOrder order)
    {
        var live = order.FulfillmentOrders.Nodes.Where(place => place.Status != "CANCELLED").ToList();
        var used = live.Count > 0 ? live : order.FulfillmentOrders.Nodes;
        var main = used.Select(place => place.AssignedLocation.Location?.Id).FirstOrDefault(id => id is not null);
        var places = new OrderPlaces { Main = Id(main) };
        foreach (var place in used)
        {
            foreach (var line in place.LineItems?.Nodes ?? [])
            {
                if (place.AssignedLocation.Location is { } location && location.Id != main)
                {
                    places.lines.TryAdd(line.LineItem.Id, location.Id);
                }
            }
        }

        return places;
    }

    /// <summary>Returns the place of one line; null means the main place.</summary>
    public ExternalId? Of(string line) => Id(lines.GetValueOrDefault(line));

    private static ExternalId? Id(string? id) => id is null ? default(ExternalId?) : new ExternalId(id);
}
