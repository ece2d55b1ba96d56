using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Where the goods of an order come from.</summary>
internal sealed class OrderPlaces
{
    private readonly Dictionary<string, Dictionary<string, int>> lines = [];

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
        var places = new OrderPlaces { Main = main is null ? default(ExternalId?) : new ExternalId(main) };
        foreach (var place in used.Where(place => place.AssignedLocation.Location is not null))
        {
            foreach (var line in place.LineItems?.Nodes ?? [])
            {
                places.Add(line, place.AssignedLocation.Location!.Id);
            }
        }

        return places;
    }

    /// <summary>Returns how many units of a line each place sends, in a fixed order; empty when nothing is known of it.</summary>
    public IReadOnlyList<(ExternalId Place, int Units)> Of(ExternalId line) => !lines.TryGetValue(line.Value, out var known) ? []
        : [.. known.OrderBy(part => part.Key != Main?.Value).ThenBy(part => part.Key, StringComparer.Ordinal).Select(part => (new ExternalId(part.Key), part.Value))];

    private void Add(PlaceLine line, string place)
    {
        if (!lines.TryGetValue(line.LineItem.Id, out var known))
        {
            lines[line.LineItem.Id] = known = [];
        }

        known[place] = known.GetValueOrDefault(place) + line.TotalQuantity;
    }
}
