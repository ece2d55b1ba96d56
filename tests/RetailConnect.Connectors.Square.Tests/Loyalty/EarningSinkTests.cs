using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Connectors.Square.Loyalty;
using static RetailConnect.Connectors.Square.Tests.Loyalty.Programme;

namespace RetailConnect.Connectors.Square.Tests.Loyalty;

public sealed class EarningSinkTests
{
    private const string Earned = "E1|A1|7|7250|EUR|2026-11-23T08:00:00Z";

    private static Wire Wired(string? program = null) => new Wire().Answer("GET", Program, program ?? Of())
        .Link(EntityType.Customer, "web", "web-C1", "C1").Link(EntityType.Customer, Wire.Club, "web-C1", "A1");

    private static Wire Giving(string? program = null, long points = 7) =>
        Wired(program).Post(Calculate, $$"""{"points":{{points}},"promotion_points":0}""").Post(Accumulate, List(Accumulated("E1", points)));

    private static Wire HasEarned(string noted = Earned) => new Wire().Link(Earning.Type, Wire.Club, "web-5001", noted);

    private static OrderLine Line(string sku, decimal quantity, decimal price, decimal tax = 0) =>
        new() { Id = sku, Sku = new(sku), Quantity = quantity, UnitPrice = Eur(price), Taxes = tax == 0 ? [] : [new("VAT", 0.2m, Eur(tax))] };

    private static Order Sold(params OrderLine[] lines) => new()
    {
        Id = "5001", PlacedAt = Wire.Start, Status = OrderStatus.Open, TaxesIncluded = true, Customer = new("C1"), Lines = lines, Total = Eur(0),
    };

    /// <summary>72.50 with tax, 62.50 without: 80 less 5 on a line and 2.50 of 3 on the order; the engraving takes no part.</summary>
    private static Order Basket(bool included = true) => included
        ? Sold(Line("A", 2, 30, 8) with { Discounts = [new("line", Eur(5))] }, Line("B", 1, 20, 2), new OrderLine { Id = "c", Title = "Engraving", Quantity = 1, UnitPrice = Eur(50) }) with
        {
            Discounts = [new("WELCOME", Eur(2.50m))], Shipping = [new("DHL", Eur(5), [])], Tip = Eur(3),
        }
        : Sold(Line("A", 2, 30, 8) with { Discounts = [new("line", Eur(15))] }, Line("B", 1, 20, 2)) with { TaxesIncluded = false, Discounts = [new("WELCOME", Eur(2.50m))] };

    private static Envelope<Order> Enveloped(Order order, string? target = null, string version = "1") =>
        TestConnection.Envelope("web", Wire.Club, Change.Upserted(order.Id, version, order), "web-5001", target) with { AcceptedAt = Wire.Start };

    private static Task<WriteReceipt> Write(Wire wire, Envelope<Order> envelope, Action<SquareLoyaltyOptions>? change = null) => wire.OpenClub(change).Part<IChangeSink<Order>>()!.WriteAsync(envelope, Wire.Token).AsTask();

    private static Task<WriteReceipt> Write(Wire wire, Order order, string? target = null) => Write(wire, Enveloped(order, target));

    [Fact]
    public async Task Order_earns_what_Square_reckons_for_its_goods()
    {
        await using var wire = Giving();

        var receipt = await Write(wire, Basket());

        Wire.Same("""{"transaction_amount_money":{"amount":7250,"currency":"EUR"}}""", wire.Body(Calculate));
        var key = IdempotencyKey.Derive(TestConnection.Tenant.Value, Wire.Club, "order", "web-5001");
        Wire.Same($$"""{"accumulate_points":{"points":7},"idempotency_key":"{{key}}","location_id":"L1"}""", wire.Body(Accumulate));
        Assert.Equal("E1", receipt.Id.Value);
        Assert.Equal([new(Earning.Type, new("web-5001"), Earned)], receipt.Links);
    }

    [Theory]
    [InlineData(true, "AFTER_TAX", 7250)]
    [InlineData(true, "BEFORE_TAX", 6250)]
    [InlineData(false, "AFTER_TAX", 7250)]
    [InlineData(false, "BEFORE_TAX", 6250)]
    public async Task Amount_has_the_taxes_that_the_programme_counts(bool included, string mode, long amount)
    {
        await using var wire = Giving(Of(Spend.Replace("AFTER_TAX", mode, StringComparison.Ordinal)));
        await Write(wire, Basket(included));
        Assert.Equal(amount, (long)JsonNode.Parse(wire.Body(Calculate))!["transaction_amount_money"]!["amount"]!);
    }

    [Fact]
    public async Task Key_is_the_same_for_every_version_of_the_order()
    {
        await using var wire = Giving();
        await Write(wire, Enveloped(Basket()));
        await Write(wire, Enveloped(Basket() with { Status = OrderStatus.Completed }, version: "2"));
        Assert.Single(wire.Bodies(Accumulate).Distinct());
    }

    [Fact]
    public async Task Order_that_earns_nothing_is_skipped()
    {
        await using var wire = Wired().Post(Calculate, """{"points":0}""");
        Assert.Equal((FaultKind.Unsupported, EarningSink.NoPoints), (await Refused(Write(wire, Basket()))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Order_of_nothing_is_skipped_and_Square_is_not_asked()
    {
        await using var wire = Wired();
        Assert.Equal(EarningSink.NoPoints, (await Refused(Write(wire, Sold(Line("A", 1, 0))))).Reason);
        Assert.Equal([$"GET {Program}"], wire.Sent);
    }

    [Fact]
    public async Task Anonymous_order_is_skipped()
    {
        await using var wire = new Wire();
        Assert.Equal((FaultKind.Unsupported, Reasons.NoMember), (await Refused(Write(wire, Basket() with { Customer = null }))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Order_of_a_customer_without_account_waits()
    {
        await using var wire = new Wire().Link(EntityType.Customer, "web", "web-C1", "C1");
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownCustomer), (await Refused(Write(wire, Basket()))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task One_of_several_people_with_an_account_earns_into_it()
    {
        await using var wire = Giving().Link(EntityType.Customer, "web", "web-C2", "C2").Link(EntityType.Customer, Wire.Club, "web-C2", "A1/web-C2");
        await Write(wire, Basket() with { Customer = new("C2") });
        Assert.Single(wire.Bodies(Accumulate));
    }

    [Theory]
    [InlineData("""{"accrual_type":"ITEM_VARIATION","item_variation_data":{"item_variation_id":"V1"}}""", "unsupported-program")]
    [InlineData("""{"accrual_type":"SPEND","spend_data":{"amount_money":{"amount":1,"currency":"EUR"},"tax_mode":"AFTER_TAX","excluded_category_ids":["C"]}}""", "unsupported-program")]
    [InlineData("""{"accrual_type":"SPEND","spend_data":{"amount_money":{"amount":1,"currency":"EUR"},"tax_mode":"AFTER_TAX","excluded_item_variation_ids":["V"]}}""", "unsupported-program")]
    [InlineData("""{"accrual_type":"SPEND","spend_data":{"amount_money":{"amount":1,"currency":"EUR"},"tax_mode":"AFTER_TAX"}},{"accrual_type":"VISIT","visit_data":{"minimum_amount_money":{"amount":1,"currency":"EUR"},"tax_mode":"BEFORE_TAX"}}""", "unsupported-program")]
    [InlineData("""{"accrual_type":"SPEND","spend_data":{"amount_money":{"amount":1,"currency":"EUR"},"tax_mode":"SOME_TAX"}}""", Reasons.UnknownValue)]
    [InlineData("""{"accrual_type":"SPEND","spend_data":{"amount_money":{"amount":1,"currency":"USD"},"tax_mode":"AFTER_TAX"}}""", Reasons.UnsupportedCurrency)]
    public async Task Programme_whose_points_an_amount_cannot_tell_is_refused(string rules, string reason)
    {
        await using var wire = Wired(Of(rules));
        Assert.Equal((FaultKind.Rejected, reason), (await Refused(Write(wire, Basket()))) is var fault ? (fault.Kind, fault.Reason) : default);
        Assert.Equal([$"GET {Program}"], wire.Sent);
    }

    [Theory]
    [InlineData("INACTIVE", "\"L1\"", "program-inactive")]
    [InlineData("ACTIVE", "\"L2\"", Reasons.UnknownLocation)]
    public async Task Programme_that_is_not_active_here_is_refused(string status, string locations, string reason)
    {
        await using var wire = Wired(Of(status: status, locations: locations));
        Assert.Equal(reason, (await Refused(Write(wire, Basket()))).Reason);
    }

    [Fact]
    public async Task Visit_without_a_minimum_counts_whatever_its_tax_mode_is()
    {
        await using var wire = Giving(Of("""{"accrual_type":"VISIT","points":1,"visit_data":{"tax_mode":"BEFORE_TAX"}}""", locations: ""));
        Assert.Equal("E1", (await Write(wire, Basket())).Id.Value);
    }

    [Fact]
    public async Task Key_that_Square_knows_with_other_points_is_for_a_person()
    {
        await using var wire = Wired().Post(Calculate, """{"points":8}""").Answer("POST", Accumulate, Wire.Error("IDEMPOTENCY_KEY_REUSED"), status: 400);
        Assert.Equal((FaultKind.Rejected, Reasons.ResultUnknown), (await Refused(Write(wire, Basket()))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Answer_without_the_event_is_asked_for_again()
    {
        await using var wire = Wired().Post(Calculate, """{"points":8}""").Post(Accumulate, """{"events":[]}""");
        var fault = await Refused(Write(wire, Basket()));
        Assert.Equal((FaultKind.Transient, true), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Theory]
    [InlineData(10, null, "E9", 7, false)]
    [InlineData(13, null, "E9", 7, true)]
    [InlineData(13, "E9", "E9", 7, false)]
    [InlineData(13, null, "E9", 8, false)]
    public async Task Late_order_whose_points_the_account_may_have_already_is_for_a_person(int hours, string? another, string old, long points, bool parked)
    {
        await using var wire = Giving().Post(Events, List(Accumulated(old, points)));
        wire.Time = new FakeTimeProvider(Wire.Start.AddHours(hours + 1));
        if (another is not null)
        {
            wire.Link(EntityType.Order, Wire.Club, "web-4999", another);
        }

        if (!parked)
        {
            Assert.Equal("E1", (await Write(wire, Basket())).Id.Value);
            return;
        }

        Assert.Equal((FaultKind.Rejected, Reasons.ResultUnknown), (await Refused(Write(wire, Basket()))) is var fault ? (fault.Kind, fault.Reason) : default);
        Assert.Empty(wire.Bodies(Accumulate));
        Wire.Same(
            """
            {"query":{"filter":{"loyalty_account_filter":{"loyalty_account_id":"A1"},"type_filter":{"types":["ACCUMULATE_POINTS"]},
             "date_time_filter":{"created_at":{"start_at":"2026-11-23T07:00:00.0000000Z","end_at":"2026-11-23T10:00:00.0000000Z"}}}},"limit":30}
            """,
            wire.Body(Events));
    }

    /// <summary>An earlier version of the order may have been tried when the order was new.</summary>
    [Fact]
    public async Task Late_change_of_an_order_is_looked_for_since_the_order_was_placed()
    {
        await using var wire = Giving().Post(Events, "{}");
        wire.Time = new FakeTimeProvider(Wire.Start.AddDays(2));
        await Write(wire, Enveloped(Basket(), version: "2") with { AcceptedAt = Wire.Start.AddDays(2) });
        Assert.Contains("\"start_at\":\"2026-11-23T07:00:00.0000000Z\"", wire.Body(Events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_of_a_sale_at_the_till_are_no_late_orders()
    {
        await using var wire = Giving().Post(Events, List(Accumulated("E9", 7, ",\"order_id\":\"SQ1\""), Accumulated("E8", 7).Replace("L1", "L2", StringComparison.Ordinal)));
        wire.Time = new FakeTimeProvider(Wire.Start.AddDays(2));
        Assert.Equal("E1", (await Write(wire, Basket())).Id.Value);
    }

    [Fact]
    public async Task Order_that_changed_nothing_that_counts_has_its_points()
    {
        await using var wire = HasEarned();
        Assert.Equal(("E1", true), await Write(wire, Basket() with { Status = OrderStatus.Completed }, "E1") is var receipt ? (receipt.Id.Value, receipt.Unchanged) : default);
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Order_whose_goods_changed_after_it_earned_is_for_a_person()
    {
        await using var wire = HasEarned();
        Assert.Equal((FaultKind.Rejected, Reasons.ChangedAfterPosting), (await Refused(Write(wire, Sold(Line("A", 1, 1)), "E1"))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task Cancelled_order_gives_its_points_back_and_not_those_that_came_back_before()
    {
        await using var wire = HasEarned();
        var mark = Mark();
        wire.Post(Events, List(Adjusted("E3", -100, "By hand"), Adjusted("E2", -2, $"Return web-R1 of order web-5001 {mark}aaaaaaaaaaaaaaaa]"))).Post(Adjust, $$"""{"event":{{Adjusted("E4", -5)}}}""");

        var receipt = await Write(wire, Basket() with { Status = OrderStatus.Cancelled }, "E1");

        Assert.Equal("E1", receipt.Id.Value);
        var document = IdempotencyKey.Derive(TestConnection.Tenant.Value, Wire.Club, "cancellation", "web-5001").Value;
        Wire.Same(
            $$"""{"adjust_points":{"points":-5,"reason":"Cancellation of order web-5001 {{mark}}{{document[..16]}}]"},"idempotency_key":"{{document}}","allow_negative_balance":true}""",
            wire.Body(Adjust));
    }

    [Fact]
    public async Task Cancelled_order_without_points_is_skipped()
    {
        await using var wire = new Wire();
        Assert.Equal((FaultKind.Unsupported, Reasons.CancelledBeforePosting), (await Refused(Write(wire, Basket() with { Status = OrderStatus.Cancelled }))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    [Theory]
    [InlineData("E1|A1|7")]
    [InlineData("E1|A1|seven|7250|EUR|")]
    public async Task Note_that_nobody_wrote_is_refused(string noted)
    {
        await using var wire = HasEarned(noted);
        Assert.Equal(Reasons.UnknownValue, (await Refused(Write(wire, Basket(), "E1"))).Reason);
    }

    [Theory]
    [InlineData("", Reasons.UnknownSku)]
    [InlineData("A", Reasons.InvalidQuantity)]
    public async Task Order_that_cannot_be_right_is_rejected(string sku, string reason)
    {
        await using var wire = new Wire();
        Assert.Equal((FaultKind.Rejected, reason), (await Refused(Write(wire, Sold(Line(sku, 1, 1_000_000_000_000_000_000_000m))))) is var fault ? (fault.Kind, fault.Reason) : default);
    }

    private static string Mark() => $"[{IdempotencyKey.Derive(TestConnection.Tenant.Value, Wire.Club, "order", "web-5001").Value[..16]}/";
}
