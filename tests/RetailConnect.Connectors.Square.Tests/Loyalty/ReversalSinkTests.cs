using System.Text.Json.Nodes;
using CsCheck;
using RetailConnect.Connectors.Square.Loyalty;
using static RetailConnect.Connectors.Square.Tests.Loyalty.Programme;

namespace RetailConnect.Connectors.Square.Tests.Loyalty;

public sealed class ReversalSinkTests
{
    private static readonly string Document = IdempotencyKey.Derive(TestConnection.Tenant.Value, Wire.Club, "return", "web-R1").Value;
    private static readonly string Mark = $"[{IdempotencyKey.Derive(TestConnection.Tenant.Value, Wire.Club, "order", "web-5001").Value[..16]}/";
    private static readonly string Reason = $"Return web-R1 of order web-5001 {Mark}{Document[..16]}]";

    /// <summary>An order of 30.00 that earned 10 points.</summary>
    private static Wire Linked() => new Wire().Link(EntityType.Order, "web", "web-5001", "5001").Link(Earning.Type, Wire.Club, "web-5001", "E1|A1|10|3000|EUR|2026-11-23T08:00:00Z");

    private static ReturnLine Back(string? sku, decimal amount, decimal quantity = 1) =>
        new() { Id = $"back-{sku}", Sku = sku is null ? null : new(sku), Quantity = quantity, Amount = Eur(amount), Restocked = false };

    private static Envelope<Return> Envelope(params ReturnLine[] lines) => TestConnection.Envelope("web", Wire.Club, Change.Upserted("R1", "1", new Return
    {
        Id = "R1", Order = new() { Id = "5001" }, ReturnedAt = Wire.Start, Customer = new("C1"), Lines = lines, Total = Eur(0),
    }), "web-R1") with { AcceptedAt = Wire.Start };

    private static Envelope<Return> With(Envelope<Return> envelope, Func<Return, Return> change) => envelope with { Change = envelope.Change with { Value = change(envelope.Value) } };

    private static Task<WriteReceipt> Write(Wire wire, Envelope<Return> envelope, Action<SquareLoyaltyOptions>? change = null) => wire.OpenClub(change).Part<IChangeSink<Return>>()!.WriteAsync(envelope, Wire.Token).AsTask();

    [Fact]
    public async Task Points_go_back_in_proportion_rounded_down()
    {
        await using var wire = Linked().Post(Events, "{}").Post(Adjust, $$"""{"event":{{Adjusted("E2", -6)}}}""");

        var receipt = await Write(wire, Envelope(Back("A", 10), Back("B", 9.99m), Back(null, 5)));

        Assert.Equal("E2", receipt.Id.Value);
        Wire.Same(
            """
            {"query":{"filter":{"loyalty_account_filter":{"loyalty_account_id":"A1"},"type_filter":{"types":["ADJUST_POINTS"]},"date_time_filter":{"created_at":{"start_at":"2026-11-23T08:00:00Z"}}}},"limit":30}
            """,
            wire.Body(Events));
        Wire.Same($$"""{"adjust_points":{"points":-6,"reason":"{{Reason}}"},"idempotency_key":"{{Document}}","allow_negative_balance":true}""", wire.Body(Adjust));
    }

    [Fact]
    public async Task Return_that_the_account_shows_is_not_taken_again()
    {
        await using var wire = Linked().Post(Events, List(Adjusted("E2", -6, Reason)));
        Assert.Equal("E2", (await Write(wire, Envelope(Back("A", 19.99m)))).Id.Value);
    }

    /// <summary>Square's search may lag behind, and an answer may be lost: what was sent counts all the same.</summary>
    [Fact]
    public async Task Two_returns_of_one_order_take_its_points_once_although_no_event_shows_the_first_one()
    {
        await using var wire = Linked().Post(Events, "{}").Post(Adjust, $$"""{"event":{{Adjusted("E2", -10)}}}""");
        var sink = wire.OpenClub().Part<IChangeSink<Return>>()!;
        Assert.Equal("E2", (await sink.WriteAsync(Envelope(Back("A", 30)), Wire.Token)).Id.Value);
        var second = With(Envelope(Back("A", 30)), back => back with { Id = "R2" }) with { Canonical = new("web-R2") };
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await sink.WriteAsync(second, Wire.Token));
        Assert.Equal((FaultKind.Unsupported, 1), (fault.Kind, wire.Bodies(Adjust).Count));
    }

    [Fact]
    public async Task Return_on_a_later_page_is_found()
    {
        await using var wire = Linked().Post(Events, $$"""{"events":[{{Adjusted("E3", -1, "By hand")}}],"cursor":"next"}""").Post(Events, List(Adjusted("E2", -6, Reason)), holding: "\"cursor\":\"next\"");
        Assert.Equal("E2", (await Write(wire, Envelope(Back("A", 19.99m)))).Id.Value);
        Assert.Equal(2, wire.Bodies(Events).Count);
    }

    [Theory]
    [InlineData(30, 7, 3)]
    [InlineData(30, 0, 10)]
    [InlineData(99, 0, 10)]
    [InlineData(3, 9, 1)]
    public async Task Never_more_goes_back_than_the_order_earned(decimal amount, long before, long taken)
    {
        await using var wire = Linked().Post(Events, before == 0 ? "{}" : List(Adjusted("E9", -before, $"Return web-R0 of order web-5001 {Mark}bbbbbbbbbbbbbbbb]"), Adjusted("E8", -500, "Return web-R1 of order web-5002 [x/y]")))
            .Post(Adjust, $$"""{"event":{{Adjusted("E2", -taken)}}}""");
        await Write(wire, Envelope(Back("A", amount)));
        Assert.Equal(-taken, (long)JsonNode.Parse(wire.Body(Adjust))!["adjust_points"]!["points"]!);
    }

    [Fact]
    public async Task Return_of_an_order_whose_points_are_all_back_is_skipped()
    {
        await using var wire = Linked().Post(Events, List(Adjusted("E9", -10, $"Cancellation of order web-5001 {Mark}bbbbbbbbbbbbbbbb]")));
        Assert.Equal((FaultKind.Unsupported, EarningSink.NoPoints), (await Refused(Write(wire, Envelope(Back("A", 30))))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Return_too_small_for_a_point_is_skipped_and_nothing_is_sent()
    {
        await using var wire = Linked();
        Assert.Equal(EarningSink.NoPoints, (await Refused(Write(wire, Envelope(Back("A", 2.99m))))).Reason);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Key_that_Square_knows_before_it_shows_the_event_makes_the_sink_look_again()
    {
        await using var wire = Linked().Post(Events, "{}").Answer("POST", Adjust, Wire.Error("IDEMPOTENCY_KEY_REUSED"), status: 400);
        Assert.Equal(FaultKind.Conflict, (await Refused(Write(wire, Envelope(Back("A", 30))))).Kind);
    }

    [Fact]
    public async Task Points_that_are_spent_are_owed_unless_the_settings_forbid_it()
    {
        await using var wire = Linked().Post(Events, "{}").Answer("POST", Adjust, Wire.Error("BAD_REQUEST", detail: "The adjustment would result in a negative balance."), holding: "\"allow_negative_balance\":false", status: 400);
        var fault = await Refused(Write(wire, Envelope(Back("A", 30)), options => options.AllowNegativeBalance = false));
        Assert.Equal(FaultKind.Rejected, fault.Kind);
        Assert.Contains("negative balance", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Money_without_goods_is_skipped()
    {
        await using var wire = Linked();
        Assert.Equal((FaultKind.Unsupported, "no-goods"), (await Refused(Write(wire, Envelope(Back(null, 1))))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Theory]
    [InlineData(null, FaultKind.Unsupported, Reasons.NoMember)]
    [InlineData("C1", FaultKind.Unmet, Reasons.UnknownOrder)]
    public async Task Known_order_without_points_was_anonymous_or_is_on_its_way(string? customer, FaultKind kind, string reason)
    {
        await using var wire = new Wire().Link(EntityType.Order, "web", "web-5001", "5001");
        var fault = await Refused(Write(wire, With(Envelope(Back("A", 1)), value => value with { Customer = customer is null ? null : new(customer) })));
        Assert.Equal((kind, reason), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Order_that_nobody_knows_is_waited_for()
    {
        await using var wire = new Wire();
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownOrder), (await Refused(Write(wire, Envelope(Back("A", 1))))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Order_bought_elsewhere_is_found_by_the_number_on_the_receipt()
    {
        await using var wire = Linked().Link(EntityType.OrderNumber, ConnectionLinks.AnyConnection, "web-5001", "#1001").Post(Events, "{}").Post(Adjust, $$"""{"event":{{Adjusted("E2", -10)}}}""");
        Assert.Equal("E2", (await Write(wire, With(Envelope(Back("A", 30)), value => value with { Order = new() { Number = "#1001" } }))).Id.Value);
    }

    [Theory]
    [InlineData("A", -1, "EUR", Reasons.InvalidQuantity)]
    [InlineData("", 1, "EUR", Reasons.UnknownSku)]
    [InlineData("A", 1, "USD", Reasons.UnsupportedCurrency)]
    public async Task Return_that_cannot_be_right_is_rejected(string sku, decimal amount, string currency, string reason)
    {
        await using var wire = Linked();
        var envelope = With(Envelope(Back(sku, amount) with { Amount = MoneyPair.Of(new(amount, currency)) }), value => value with { Total = MoneyPair.Of(new(0, currency)) });
        Assert.Equal((FaultKind.Rejected, reason), (await Refused(Write(wire, envelope))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public void Parts_of_an_order_never_give_back_more_than_the_whole() => Gen.Select(Gen.Long[1, 1_000_000], Gen.Long[1, 1_000_000_000].Array[1, 8]).Sample((points, parts) =>
    {
        var earning = new Earning("E", "A", points, parts.Sum(), "EUR", "");
        Assert.InRange(parts.Sum(earning.Share), Math.Max(0, points - parts.Length + 1), points);
        Assert.Equal(points, earning.Share(parts.Sum()));
    });
}
