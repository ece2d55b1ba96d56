using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutations of fulfilments, and what happens when goods leave.</summary>
internal sealed class ShopFulfillments(ShopState state, ShopViews views, ShopHooks hooks, TimeProvider time)
{
    private const int MostLines = 512;

    /// <summary>E-mails to buyers so far.</summary>
    public List<ShopMail> Mails { get; } = [];

    public Obj Create(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("fulfillment");
        var wanted = Maps(input["lineItemsByFulfillmentOrder"]).Select(map => (Place: (string)map["fulfillmentOrderId"]!, Lines: Maps(map.GetValueOrDefault("fulfillmentOrderLineItems")))).ToList();
        if (wanted.Any(part => part.Lines.Count > MostLines))
        {
            throw new ExecutionError($"The input array size is greater than the maximum allowed of {MostLines}.") { Code = "MAX_INPUT_SIZE_EXCEEDED" };
        }

        var tracking = input.GetValueOrDefault("trackingInfo") as Dictionary<string, object?>;
        if ((Refused(wanted) ?? Misread(tracking)) is { } refused)
        {
            return Payload("FulfillmentCreatePayload", null, refused);
        }

        var sent = wanted.SelectMany(part => Units(state.Places[part.Place], part.Lines)).ToList();
        return sent.Count == 0
            ? Payload("FulfillmentCreatePayload", null, "There is nothing left to fulfill.")
            : Payload("FulfillmentCreatePayload", Send(sent, tracking, input.GetValueOrDefault("notifyCustomer") is true));
    }

    public Obj Track(IResolveFieldContext context)
    {
        var tracking = context.GetArgument<Dictionary<string, object?>>("trackingInfoInput");
        if (!state.Fulfillments.TryGetValue(context.GetArgument<string>("fulfillmentId"), out var row) || (row.IsCancelled ? "Fulfillment is cancelled." : Misread(tracking)) is not null)
        {
            return Payload("FulfillmentTrackingInfoUpdatePayload", null, row is null ? "Fulfillment does not exist." : row.IsCancelled ? "Fulfillment is cancelled." : Misread(tracking));
        }

        Label(row, tracking);
        Changed(row, context.GetArgument<bool?>("notifyCustomer") == true);
        return Payload("FulfillmentTrackingInfoUpdatePayload", row);
    }

    public Obj Cancel(IResolveFieldContext context)
    {
        if (!state.Fulfillments.TryGetValue(context.GetArgument<string>("id"), out var row) || row.IsCancelled)
        {
            return Payload("FulfillmentCancelPayload", null, row is null ? "Fulfillment does not exist." : "Fulfillment is already cancelled.");
        }

        row.IsCancelled = true;
        foreach (var part in row.Lines.GroupBy(line => line.Place))
        {
            PutBack(part.Key, [.. part]);
        }

        Changed(row, notify: false);
        return Payload("FulfillmentCancelPayload", row);
    }

    /// <summary>Goods leave a location; the stock that was committed to them leaves with them.</summary>
    public FulfillmentRow Send(IReadOnlyList<(PlaceRow Place, PlaceLineRow Line, int Units)> sent, Dictionary<string, object?>? tracking, bool notify)
    {
        var (now, place) = (time.GetUtcNow(), sent[0].Place);
        foreach (var (from, line, units) in sent)
        {
            Move(from, line, units);
        }

        var row = new FulfillmentRow
        {
            Id = state.NewId("Fulfillment"), Order = place.Order, Location = place.Location, At = now, UpdatedAt = now, Lines = [.. sent.Select(part => new SentLineRow(state.NewId("FulfillmentLineItem"), part.Place, part.Line, part.Units))],
        };
        Label(row, tracking);
        state.Fulfillments[row.Id] = row;
        place.Order.Fulfillments.Add(row);
        Changed(row, notify);
        return row;
    }

    /// <summary>Takes units from what is left to send, or puts them back.</summary>
    private void Move(PlaceRow place, PlaceLineRow line, int units)
    {
        line.Remaining -= units;
        line.Sent += units;
        line.Line.Fulfilled += units;
        if (state.Levels.TryGetValue((line.Line.Variant.Item, place.Location.Id), out var level))
        {
            level.Committed = Math.Max(0, level.Committed - units);
            level.UpdatedAt = time.GetUtcNow();
        }
    }

    /// <summary>A fulfilment order that is open takes the units back; for one that was closed a new one is made.</summary>
    private void PutBack(PlaceRow place, IReadOnlyList<SentLineRow> lines)
    {
        var closed = place.IsClosed;
        var anew = closed ? new PlaceRow { Id = state.NewId("FulfillmentOrder"), Order = place.Order, Location = place.Location, At = time.GetUtcNow() } : place;
        foreach (var sent in lines)
        {
            Move(place, sent.Line, -sent.Units);
            if (closed)
            {
                sent.Line.Remaining -= sent.Units;
                anew.Lines.Add(new() { Id = state.NewId("FulfillmentOrderLineItem"), Line = sent.Line.Line, Total = sent.Units, Remaining = sent.Units });
            }
        }

        if (closed)
        {
            state.Places[anew.Id] = anew;
            place.Order.Places.Add(anew);
        }
    }

    private void Changed(FulfillmentRow row, bool notify)
    {
        row.UpdatedAt = row.Order.UpdatedAt = time.GetUtcNow();
        if (notify)
        {
            Mails.Add(new(row.Order.Id, row.Id, row.Numbers));
        }

        hooks.Order(row.Order, "ORDERS_UPDATED");
    }

    /// <summary>The rules: fulfilment orders of one order and one location, in a state that can be sent, and no more units than are left.</summary>
    private string? Refused(List<(string Place, List<Dictionary<string, object?>> Lines)> wanted)
    {
        var places = wanted.Select(part => state.Places.GetValueOrDefault(part.Place)).OfType<PlaceRow>().ToList();
        return wanted.Count == 0 ? "Line items by fulfillment order can't be blank."
            : places.Count < wanted.Count ? "Fulfillment order does not exist."
            : places.Distinct().Count() < wanted.Count ? "A fulfillment order is named twice."
            : places.DistinctBy(place => place.Order).Skip(1).Any() ? "All fulfillment orders must belong to the same order."
            : places.DistinctBy(place => place.Location).Skip(1).Any() ? "All fulfillment orders must be assigned to the same location."
            : places.FirstOrDefault(place => !place.Actions.Contains("CREATE_FULFILLMENT")) is { } closed ? $"Fulfillment order {ShopState.Tail(closed.Id)} has an unfulfillable status= {closed.Status.ToLowerInvariant()}."
            : wanted.Select((part, index) => Refused(places[index], part.Lines)).FirstOrDefault(refused => refused is not null);
    }

    private static string? Refused(PlaceRow place, List<Dictionary<string, object?>> lines) =>
        lines.Any(line => place.Lines.All(row => row.Id != (string)line["id"]!)) ? "Fulfillment order line item does not exist."
        : lines.GroupBy(line => (string)line["id"]!).Any(group => group.Any(line => (int)line["quantity"]! < 1) || group.Sum(line => (long)(int)line["quantity"]!) > place.Lines.Single(row => row.Id == group.Key).Remaining)
            ? "Invalid fulfillment order line item quantity requested."
            : null;

    private static IEnumerable<(PlaceRow Place, PlaceLineRow Line, int Units)> Units(PlaceRow place, List<Dictionary<string, object?>> lines) => lines.Count == 0
        ? place.Lines.Where(line => line.Remaining > 0).Select(line => (place, line, line.Remaining)).ToList()
        : lines.Select(line => (place, place.Lines.Single(row => row.Id == (string)line["id"]!), (int)line["quantity"]!));

    private static string? Misread(Dictionary<string, object?>? tracking) => tracking is null ? null
        : tracking.GetValueOrDefault("number") is not null && tracking.GetValueOrDefault("numbers") is not null ? "Provide either number or numbers."
        : tracking.GetValueOrDefault("url") is not null && tracking.GetValueOrDefault("urls") is not null ? "Provide either url or urls."
        : Texts(tracking, "url", "urls").Any(url => !Uri.TryCreate(url, UriKind.Absolute, out _)) ? "Tracking url is invalid."
        : null;

    private static void Label(FulfillmentRow row, Dictionary<string, object?>? tracking)
    {
        if (tracking is not null)
        {
            (row.Company, row.Numbers, row.Urls) = (tracking.GetValueOrDefault("company") as string, Texts(tracking, "number", "numbers"), Texts(tracking, "url", "urls"));
        }
    }

    private static List<string> Texts(Dictionary<string, object?> tracking, string one, string many) =>
        [.. (tracking.GetValueOrDefault(many) as IEnumerable<object?> ?? [tracking.GetValueOrDefault(one)]).OfType<string>().Where(text => text.Length > 0)];

    private static List<Dictionary<string, object?>> Maps(object? list) => list is IEnumerable<object?> maps ? [.. maps.Cast<Dictionary<string, object?>>()] : [];

    private Obj Payload(string type, FulfillmentRow? row, string? error = null) => new(
        type, ("fulfillment", row is null ? null : views.Fulfillment(row)),
        ("userErrors", error is null ? new List<Obj>() : [new("UserError", ("field", new List<string> { "fulfillment" }), ("message", error))]));
}
