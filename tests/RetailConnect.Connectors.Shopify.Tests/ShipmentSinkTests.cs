using System.Text.Json;
using System.Text.Json.Nodes;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

/// <summary>What left is told once: found by tracking number and units, and for a person when nothing proves it.</summary>
public sealed class ShipmentSinkTests
{
    private const string Third = "gid://shopify/Location/3";
    private static readonly string First = Parcel(1, [(1, "A", 2)], "T1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Units_go_to_the_place_that_sent_them_first_and_one_fulfilment_holds_one_location()
    {
        await using var wire = Wired().Link(EntityType.Location, "erp", "MAIN", "erp-main").Link(EntityType.Location, Wire.Name, "MAIN", Samples.There)
            .Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 5), (12, 2, "B", 1)]), Place(2, Samples.There, [(21, 1, "A", 2)]), Place(3, Samples.There, [(31, 1, "A", 1)])]))
            .Data("FulfillmentCreate", Created(1)).Data("FulfillmentCreate", Created(2));
        var sent = Envelope(("A", 4), ("B", 1)) with { };
        var receipt = await Sink(wire).WriteAsync(sent with { Change = sent.Change with { Value = sent.Value with { Location = "erp-main", TrackingUrl = new("https://dpd.example/T1") } } }, Token);
        Assert.Equal(Gid(1), receipt.Id.Value);
        Assert.Equal([new EntityLink(EntityType.Shipment, new("erp-S1#2"), Gid(2))], receipt.Links);
        Snapshot.MatchText(string.Join('\n', wire.Variables("FulfillmentCreate").Select(node => node.ToJsonString())), "fulfillment-create");
    }

    [Fact]
    public async Task A_line_of_the_order_is_taken_by_its_id_even_when_it_was_split_by_place()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 5), (12, 2, "A", 5)])])).Data("FulfillmentCreate", Created(1));
        var line = new ShipmentLine { OrderLine = $"gid://shopify/LineItem/2@{Samples.There}", Sku = new Sku("A"), Quantity = 3m };
        await Sink(wire).WriteAsync(Of(Envelope(("A", 3)), sent => sent with { Lines = [line] }), Token);
        Assert.Equal("12x3", Taken(wire));
    }

    [Fact]
    public async Task Nobody_is_told_when_nobody_shall_be()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])])).Data("FulfillmentCreate", Created(1));
        await Sink(wire, options => options.NotifyCustomers = false).WriteAsync(Of(Envelope(("A", 2)), sent => sent with { Carrier = null, TrackingNumber = null, TrackingUrl = new("https://dpd.example/") }), Token);
        var input = wire.Variables("FulfillmentCreate")[0]["fulfillment"]!;
        Assert.False(input["notifyCustomer"]!.GetValue<bool>());
        Assert.Null(input["trackingInfo"]);
    }

    [Fact]
    public async Task A_fulfilment_with_the_number_and_the_units_is_the_shipment()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 3)])], Parcel(9, [(1, "A", 2)], "other"), Parcel(1, [(1, "A", 2)], " t 1 ")));
        var found = await LookUp(wire).FindAsync(Envelope(("A", 2)) with { Intended = true }, Token);
        Assert.Equal((Gid(1), true), (found!.Id.Value, found.Unchanged));
    }

    [Fact]
    public async Task Another_parcel_of_equal_content_is_another_shipment()
    {
        await using var wire = Wired().Link(EntityType.Shipment, Wire.Name, "erp-S0", Gid(1)).Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])], First));
        Assert.Null(await LookUp(wire).FindAsync(Envelope(("A", 2)), Token));
    }

    [Theory]
    [InlineData("CANCELLED")]
    [InlineData("FAILURE")]
    public async Task A_fulfilment_that_sent_nothing_is_not_the_shipment(string status)
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])], Parcel(1, [(1, "A", 2)], "T1", status)));
        Assert.Null(await LookUp(wire).FindAsync(Envelope(("A", 2)), Token));
    }

    [Fact]
    public async Task Without_a_number_a_fulfilment_of_equal_content_proves_nothing_while_as_much_is_open()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])], Parcel(1, [(1, "A", 2)], null)));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Of(Envelope(("A", 2)), sent => sent with { TrackingNumber = null }) with { Intended = true }, Token));
        Assert.Equal((FaultKind.Rejected, Reasons.ResultUnknown), (fault.Kind, fault.Reason));
        Assert.Contains(Gid(1), fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Advice);
    }

    [Fact]
    public async Task A_number_that_came_after_a_lost_answer_does_not_make_a_second_fulfilment()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])], Parcel(1, [(1, "A", 2)], null)));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Envelope(("A", 2)), Token));
        Assert.Equal(Reasons.ResultUnknown, fault.Reason);
    }

    [Fact]
    public async Task Without_a_number_the_only_fulfilment_that_can_be_it_is_it()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 1)])], Parcel(1, [(1, "A", 2)], null)));
        Assert.Equal(Gid(1), (await LookUp(wire).FindAsync(Of(Envelope(("A", 2)), sent => sent with { TrackingNumber = null }), Token))!.Id.Value);
    }

    [Fact]
    public async Task What_somebody_sent_by_hand_gets_the_number()
    {
        var order = Order([Place(1, Samples.Here, [(11, 1, "A", 0)], "CLOSED")], Parcel(1, [(1, "A", 2)], null));
        await using var wire = Wired().Data("OrderToShip", order).Data("OrderToShip", order).Data("TrackingUpdate", Done("fulfillmentTrackingInfoUpdate"));
        Assert.Null(await LookUp(wire).FindAsync(Envelope(("A", 2)), Token));
        await Sink(wire).WriteAsync(Envelope(("A", 2)), Token);
        Assert.Equal("""{"id":"gid://shopify/Fulfillment/1","tracking":{"company":"DPD","number":"T1"},"notify":true}""", wire.Variables("TrackingUpdate")[0].ToJsonString());
    }

    [Fact]
    public async Task A_shipment_s_own_number_stands_in_for_a_tracking_number_when_it_may()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])], Parcel(1, [(1, "A", 2)], "102201"))).Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])])).Data("FulfillmentCreate", Created(2));
        var envelope = Of(Envelope(("A", 2)), sent => sent with { TrackingNumber = null });
        var connection = wire.Open(options => options.ShipmentNumberAsTracking = true);
        Assert.Equal(Gid(1), (await connection.Part<ILookUp<Shipment>>()!.FindAsync(envelope with { Intended = true }, Token))!.Id.Value);
        await connection.Part<IChangeSink<Shipment>>()!.WriteAsync(envelope, Token);
        Assert.Equal("102201", wire.Variables("FulfillmentCreate")[0]["fulfillment"]!["trackingInfo"]!["number"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_repeat_goes_on_where_the_attempt_before_ended()
    {
        var order = Order([Place(1, Samples.Here, [(11, 1, "A", 0)], "CLOSED"), Place(2, Samples.There, [(21, 2, "B", 1)])], First);
        await using var wire = Wired().Data("OrderToShip", order).Data("OrderToShip", order).Data("FulfillmentCreate", Created(2));
        var envelope = Envelope(("A", 2), ("B", 1)) with { Intended = true };
        Assert.Null(await LookUp(wire).FindAsync(envelope, Token));
        var receipt = await Sink(wire).WriteAsync(envelope, Token);
        Assert.Equal("21x1", Taken(wire));
        Assert.Equal((Gid(1), Gid(2)), (receipt.Id.Value, receipt.Links[0].External.Value));
    }

    [Fact]
    public async Task Units_that_are_not_open_are_for_a_person()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 1)]), Place(2, Third, [(21, 1, "A", 4)], "ON_HOLD")]));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Envelope(("A", 3)), Token));
        Assert.Equal((FaultKind.Rejected, Reasons.UnitsNotOpen), (fault.Kind, fault.Reason));
        Assert.Equal("Not open in the shop: 2 of A. Fulfilment orders that take none: ON_HOLD.", fault.Message);
        Assert.NotEqual(Advices.For("no such reason"), Advices.For(fault.Reason!));
    }

    [Fact]
    public async Task An_order_that_is_not_routed_yet_or_not_read_yet_is_waited_for()
    {
        await using var wire = Wired().Data("OrderToShip", Order([]));
        Assert.Equal((FaultKind.Unmet, Reasons.UnitsNotOpen), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Envelope(("A", 3)), Token))));
        var other = Of(Envelope(("A", 3)), sent => sent with { Order = new() { Number = "#1002" } });
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownOrder), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(other, Token))));
    }

    [Fact]
    public async Task An_order_that_is_gone_is_for_a_person()
    {
        await using var wire = Wired().Data("OrderToShip", """{"order":null}""");
        Assert.Equal((FaultKind.Rejected, Reasons.UnknownOrder), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Envelope(("A", 3)), Token))));
    }

    [Theory]
    [InlineData(2, FaultKind.Rejected)]
    [InlineData(1, FaultKind.Conflict)]
    public async Task A_refusal_counts_unless_the_order_moved_meanwhile(int left, FaultKind kind)
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])]))
            .Data("FulfillmentCreate", """{"fulfillmentCreate":{"fulfillment":null,"userErrors":[{"field":["fulfillment"],"message":"Invalid quantity"}]} }""").Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", left)])]));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope(("A", 2)), Token));
        Assert.Equal(kind, fault.Kind);
        Assert.Contains("Invalid quantity", fault.Message, StringComparison.Ordinal);
        Assert.Equal("request-1", fault.VendorRequestId);
    }

    [Fact]
    public async Task An_answer_without_the_fulfilment_leaves_the_result_open()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])])).Data("FulfillmentCreate", """{"fulfillmentCreate":{"fulfillment":null,"userErrors":[]} }""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope(("A", 2)), Token));
        Assert.True(fault is { Kind: FaultKind.Transient, MayHaveTakenEffect: true });
    }

    [Theory]
    [InlineData("DPD", "T2", true)]
    [InlineData("UPS", "T1", false)]
    public async Task A_new_number_is_told_and_another_carrier_is_only_noted(string carrier, string number, bool notify)
    {
        await using var wire = Wired().Data("FulfillmentsById", Nodes(First)).Data("FulfillmentsById", Nodes(First)).Data("TrackingUpdate", Done("fulfillmentTrackingInfoUpdate"));
        var envelope = Of(Envelope(("A", 2)), sent => sent with { Carrier = carrier, TrackingNumber = number }) with { TargetId = Gid(1) };
        Assert.Null(await LookUp(wire).FindAsync(envelope, Token));
        Assert.Equal(Gid(1), (await Sink(wire).WriteAsync(envelope, Token)).Id.Value);
        var sent = wire.Variables("TrackingUpdate")[0];
        Assert.Equal((carrier, number, notify), (sent["tracking"]!["company"]!.GetValue<string>(), sent["tracking"]!["number"]!.GetValue<string>(), sent["notify"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task A_number_that_was_told_is_not_told_again_and_one_that_is_not_known_takes_none_away()
    {
        await using var wire = Wired().Data("FulfillmentsById", Nodes(First)).Data("FulfillmentsById", Nodes(First));
        Assert.True((await LookUp(wire).FindAsync(Envelope(("A", 2)) with { TargetId = Gid(1) }, Token))!.Unchanged);
        Assert.NotNull(await LookUp(wire).FindAsync(Of(Envelope(("A", 2)), sent => sent with { TrackingNumber = null }) with { TargetId = Gid(1) }, Token));
    }

    [Fact]
    public async Task All_fulfilments_of_a_shipment_are_called_off_with_it()
    {
        var (done, open) = (Parcel(1, [(1, "A", 2)], "T1", "CANCELLED"), Parcel(2, [(2, "B", 1)], "T1"));
        await using var wire = Wired().Link(EntityType.Shipment, Wire.Name, "erp-S1#2", Gid(2)).Data("FulfillmentsById", Nodes(done, open)).Data("FulfillmentsById", Nodes(done, open)).Data("FulfillmentCancel", Done("fulfillmentCancel"))
            .Data("FulfillmentsById", Nodes(done, Parcel(2, [(2, "B", 1)], "T1", "CANCELLED")));
        var envelope = Of(Envelope(("A", 2), ("B", 1)), sent => sent with { Cancelled = true }) with { TargetId = Gid(1) };
        Assert.Null(await LookUp(wire).FindAsync(envelope, Token));
        Assert.Equal(Gid(2), Assert.Single((await Sink(wire).WriteAsync(envelope, Token)).Links).External.Value);
        Assert.Equal(Gid(2), Assert.Single(wire.Variables("FulfillmentCancel"))["id"]!.GetValue<string>());
        Assert.NotNull(await LookUp(wire).FindAsync(envelope, Token));
    }

    [Fact]
    public async Task What_was_called_off_before_it_was_told_is_not_told()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 2)])]));
        Assert.Equal((FaultKind.Unsupported, Reasons.CancelledBeforeWriting), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Of(Envelope(("A", 2)), sent => sent with { Cancelled = true }), Token))));
    }

    [Fact]
    public async Task A_fulfilment_whose_answer_was_lost_is_called_off_when_its_number_proves_it_and_else_left_to_a_person()
    {
        await using var wire = Wired().Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 0)])], First)).Data("FulfillmentCancel", Done("fulfillmentCancel"))
            .Data("OrderToShip", Order([Place(1, Samples.Here, [(11, 1, "A", 0)])], Parcel(1, [(1, "A", 2)], null)));
        var envelope = Of(Envelope(("A", 2)), sent => sent with { Cancelled = true });
        Assert.Equal(Gid(1), (await Sink(wire).WriteAsync(envelope, Token)).Id.Value);
        Assert.Equal(Reasons.ResultUnknown, (await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Of(envelope, sent => sent with { TrackingNumber = null }), Token))).Reason);
    }

    [Theory]
    [InlineData("SUCCESS", 3)]
    [InlineData("CANCELLED", 2)]
    public async Task Other_units_than_were_told_and_a_fulfilment_that_the_shop_called_off_are_for_a_person(string status, int units)
    {
        await using var wire = Wired().Data("FulfillmentsById", Nodes(Parcel(1, [(1, "A", 2)], "T1", status)));
        Assert.Equal((FaultKind.Rejected, Reasons.ChangedAfterPosting), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Envelope(("A", units)) with { TargetId = Gid(1) }, Token))));
    }

    [Fact]
    public async Task A_fulfilment_that_is_gone_is_for_a_person()
    {
        await using var wire = Wired().Data("FulfillmentsById", """{"nodes":[null]}""");
        Assert.Equal((FaultKind.Rejected, "deleted-in-target"), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(Envelope(("A", 2)) with { TargetId = Gid(1) }, Token))));
    }

    [Fact]
    public async Task What_does_not_fit_into_the_page_is_read_on()
    {
        var rest = JsonNode.Parse(Place(2, Samples.Here, [(21, 1, "A", 1)]))!.ToJsonString();
        await using var wire = Wired().Data("OrderToShip", Paged([Place(1, Samples.Here, [(11, 1, "A", 1)], next: "l1")], "p1", Parcel(1, [(1, "A", 1)], "T9", next: "s1")))
            .Data("PlacesToShip", $$"""{"node":{"rest":{{Wire.Page(rest)}} } }""").Data("LinesToShip", $$"""{"node":{"rest":{{Wire.Page(Line(12, 2, "B", 4))}} } }""")
            .Data("LinesSent", $$"""{"node":{"rest":{{Wire.Page(SentLine(2, "B", 1))}} } }""").Data("FulfillmentCreate", Created(2));
        await Sink(wire).WriteAsync(Envelope(("A", 2), ("B", 4)), Token);
        Assert.Equal("11x1 12x4 21x1", Taken(wire));
    }

    [Theory]
    [InlineData(1.5, Reasons.InvalidQuantity)]
    [InlineData(0, Reasons.InvalidQuantity)]
    [InlineData(3_000_000_000.0, Reasons.InvalidQuantity)]
    public async Task What_is_not_countable_is_refused_without_a_call(double quantity, string reason)
    {
        await using var wire = Wired();
        var envelope = Of(Envelope(("A", 1)), sent => sent with { Lines = [new() { Sku = new Sku("A"), Quantity = (decimal)quantity }] });
        Assert.Equal((FaultKind.Rejected, reason), Of(await Assert.ThrowsAsync<ConnectorException>(async () => await LookUp(wire).FindAsync(envelope, Token))));
        Assert.Empty(wire.Sent);
    }

    private static Wire Wired() => new Wire().Link(EntityType.Order, Wire.Name, "web-5001", Samples.OrderId);

    private static IChangeSink<Shipment> Sink(Wire wire, Action<ShopifyOptions>? change = null) => wire.Open(change).Part<IChangeSink<Shipment>>()!;

    private static ILookUp<Shipment> LookUp(Wire wire) => wire.Open().Part<ILookUp<Shipment>>()!;

    private static Envelope<Shipment> Envelope(params (string Sku, int Units)[] lines) => TestConnection.Envelope("erp", Wire.Name, Change.Upserted("S1", "1", new Shipment
    {
        Id = "S1", Number = "102201", Order = new() { Reference = "web-5001" }, ShippedAt = DateTimeOffset.UnixEpoch, Carrier = "DPD", TrackingNumber = "T1",
        Lines = [.. lines.Select(line => new ShipmentLine { Sku = new Sku(line.Sku), Quantity = line.Units })],
    }), "erp-S1");

    private static Envelope<Shipment> Of(Envelope<Shipment> envelope, Func<Shipment, Shipment> change) => envelope with { Change = envelope.Change with { Value = change(envelope.Value) } };

    private static (FaultKind Kind, string? Reason) Of(ConnectorException fault) => (fault.Kind, fault.Reason);

    private static string Gid(int number) => $"gid://shopify/Fulfillment/{number}";

    private static string Taken(Wire wire) => string.Join(' ', wire.Variables("FulfillmentCreate").SelectMany(node => node["fulfillment"]!["lineItemsByFulfillmentOrder"]!.AsArray())
        .SelectMany(place => place!["fulfillmentOrderLineItems"]!.AsArray()).Select(line => $"{line!["id"]!.GetValue<string>()[(line["id"]!.GetValue<string>().LastIndexOf('/') + 1)..]}x{line["quantity"]}"));

    private static string Order(string[] places, params string[] parcels) => Paged(places, null, parcels);

    private static string Paged(string[] places, string? next, params string[] parcels) =>
        $$"""{"order":{"id":"{{Samples.OrderId}}","fulfillmentOrders":{{Wire.Page(string.Join(',', places), next)}},"fulfillments":[{{string.Join(',', parcels)}}]} }""";

    private static string Place(int number, string location, (int Id, int Line, string Sku, int Left)[] lines, string status = "OPEN", string? next = null) => $$"""
        {"id":"gid://shopify/FulfillmentOrder/{{number}}","status":"{{status}}","supportedActions":[{"action":"{{(status == "OPEN" ? "CREATE_FULFILLMENT" : "RELEASE_HOLD")}}"}],"assignedLocation":{"location":{"id":"{{location}}"} },
         "lineItems":{{Wire.Page(string.Join(',', lines.Select(line => Line(line.Id, line.Line, line.Sku, line.Left))), next)}} }
        """;

    private static string Line(int id, int line, string sku, int left) => $$"""{"id":"gid://shopify/FulfillmentOrderLineItem/{{id}}","remainingQuantity":{{left}},"lineItem":{"id":"gid://shopify/LineItem/{{line}}","sku":"{{sku}}"} }""";

    private static string Parcel(int number, (int Line, string Sku, int Units)[] lines, string? tracking, string status = "SUCCESS", string? next = null) => $$"""
        {"id":"{{Gid(number)}}","status":"{{status}}","trackingInfo":[{{(tracking is null ? "" : $$"""{"company":"DPD","number":{{JsonSerializer.Serialize(tracking)}},"url":null}""")}}],
         "fulfillmentLineItems":{{Wire.Page(string.Join(',', lines.Select(line => SentLine(line.Line, line.Sku, line.Units))), next)}} }
        """;

    private static string SentLine(int line, string sku, int units) => $$"""{"quantity":{{units}},"lineItem":{"id":"gid://shopify/LineItem/{{line}}","sku":"{{sku}}"} }""";

    private static string Nodes(params string[] parcels) => $$"""{"nodes":[{{string.Join(',', parcels)}}]}""";

    private static string Created(int number) => $$"""{"fulfillmentCreate":{"fulfillment":{"id":"{{Gid(number)}}"},"userErrors":[]} }""";

    private static string Done(string mutation) => $$"""{"{{mutation}}":{"fulfillment":{"id":"{{Gid(1)}}"},"userErrors":[]} }""";
}
