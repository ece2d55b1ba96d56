namespace RetailConnect.Sandbox.Shopify;

/// <content>What leaves the shop's locations.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>Fulfilments so far.</summary>
    public IReadOnlyList<ShopFulfillment> Fulfillments => Locked(() => state.Fulfillments.Values.Select(ToFact).ToList());

    /// <summary>E-mails about shipments that buyers got.</summary>
    public IReadOnlyList<ShopMail> Mails => Locked(() => fulfillments.Mails.ToList());

    /// <summary>The warehouse hands units of an order over to a carrier, which somebody enters in the shop; one fulfilment for each location that sends some of them.</summary>
    /// <exception cref="InvalidOperationException">More would be sent than is left to send.</exception>
    public void Fulfil(string orderId, IReadOnlyList<(string Line, int Units)> units, string? company, string? number) => Locked(() =>
    {
        var order = state.Orders[orderId];
        var sent = units.SelectMany(item => Open(order, item.Line, item.Units)).ToList();
        foreach (var parcel in sent.GroupBy(part => part.Place.Location))
        {
            fulfillments.Send([.. parcel], new() { ["company"] = company, ["number"] = number }, notify: true);
        }

        return true;
    });

    /// <summary>A clerk lets another location send units that are not sent yet; their stock is taken there.</summary>
    /// <exception cref="InvalidOperationException">So many are not left to send, or the other location does not have them.</exception>
    public void MoveUnits(string orderId, string line, int units, string location) => Locked(() =>
    {
        var order = state.Orders[orderId];
        var (now, there) = (time.GetUtcNow(), state.Locations[location]);
        var from = Open(order, line, units);
        if (LevelOf(from[0].Line.Line.Variant.Sku, there) is not { } target || target.Available < units)
        {
            throw new InvalidOperationException($"{there.Name} does not have {units} of {line}.");
        }

        (target.Available, target.Committed, target.UpdatedAt) = (target.Available - units, target.Committed + units, now);
        var place = new PlaceRow { Id = state.NewId("FulfillmentOrder"), Order = order, Location = there, At = now };
        foreach (var part in from)
        {
            part.Line.Total -= part.Units;
            part.Line.Remaining -= part.Units;
            if (LevelOf(part.Line.Line.Variant.Sku, part.Place.Location) is { } level)
            {
                (level.Available, level.Committed, level.UpdatedAt) = (level.Available + part.Units, Math.Max(0, level.Committed - part.Units), now);
                hooks.Level(level);
            }
        }

        place.Lines.Add(new() { Id = state.NewId("FulfillmentOrderLineItem"), Line = from[0].Line.Line, Total = units, Remaining = units });
        state.Places[place.Id] = place;
        order.Places.Add(place);
        order.UpdatedAt = now;
        hooks.Level(target);
        hooks.Order(order, "ORDERS_UPDATED");
        return true;
    });

    /// <summary>A clerk keeps back what of an order is not sent yet, or lets it go.</summary>
    public void Hold(string orderId, bool held) => Locked(() =>
    {
        state.Orders[orderId].Places.ForEach(place => place.IsHeld = held);
        state.Orders[orderId].UpdatedAt = time.GetUtcNow();
        hooks.Order(state.Orders[orderId], "ORDERS_UPDATED");
    });

    private static ShopFulfillment ToFact(FulfillmentRow row) => new(
        row.Id, row.Order.Id, row.Location.Id, row.IsCancelled, row.Company, row.Numbers, [.. row.Lines.Select(line => (line.Line.Line.Id, line.Line.Line.Variant.Sku, line.Units))]);

    /// <summary>Lines of an order are to be sent from its location.</summary>
    private void Route(OrderRow order, List<OrderLineRow> lines, DateTimeOffset now)
    {
        if (lines.Count == 0)
        {
            return;
        }

        var place = new PlaceRow { Id = state.NewId("FulfillmentOrder"), Order = order, Location = order.Location, At = now };
        place.Lines.AddRange(lines.Select(line => new PlaceLineRow { Id = line.Id.Replace("LineItem", "FulfillmentOrderLineItem", StringComparison.Ordinal), Line = line, Total = line.Units, Remaining = line.Units }));
        state.Places[place.Id] = place;
        order.Places.Add(place);
    }

    /// <summary>Units of a line that are left to send, by place.</summary>
    private static List<(PlaceRow Place, PlaceLineRow Line, int Units)> Open(OrderRow order, string line, int units)
    {
        var (left, parts) = (units, new List<(PlaceRow Place, PlaceLineRow Line, int Units)>());
        foreach (var (place, row) in order.Places.SelectMany(place => place.Lines.Where(row => row.Line.Id == line).Select(row => (place, row))))
        {
            if (Math.Min(left, row.Remaining) is > 0 and var taken)
            {
                parts.Add((place, row, taken));
                left -= taken;
            }
        }

        return units > 0 && left == 0 ? parts : throw new InvalidOperationException($"{units} units of {line} can't be sent: {units - left} are left.");
    }

    /// <summary>What was refunded before it was sent is not sent any more.</summary>
    private static void Withdraw(OrderRow order, OrderLineRow line, int units)
    {
        foreach (var row in order.Places.SelectMany(place => place.Lines).Where(row => row.Line == line))
        {
            var taken = Math.Min(units, row.Remaining);
            row.Remaining -= taken;
            units -= taken;
        }
    }
}
