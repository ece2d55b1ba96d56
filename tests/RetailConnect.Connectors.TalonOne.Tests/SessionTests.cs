using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests;

public sealed class SessionTests
{
    private const string Path = "/v2/customer_sessions/web-5001";
    private const string State = """{"effects":[],"createdCoupons":[],"createdReferrals":[]}""";

    private static Wire Wired() => new Wire().Link(EntityType.Customer, "web", "web-cust-1", "cust-1").Link(EntityType.Customer, Wire.Name, "web-cust-1", "web-cust-1");

    private static MoneyPair Eur(decimal amount) => MoneyPair.Of(new(amount, "EUR"));

    private static OrderLine Line(string sku, decimal quantity, decimal price) => new() { Id = sku, Sku = new(sku), Title = $"Goods {sku}", Quantity = quantity, UnitPrice = Eur(price) };

    private static Order Order(params OrderLine[] lines) => new()
    {
        Id = "5001", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Open, TaxesIncluded = true, Customer = new("cust-1"), Lines = lines, Total = Eur(0),
    };

    private static async Task<WriteReceipt> Write(Wire wire, Order order, string? target = null) => await wire.Open().Part<IChangeSink<Order>>()!.WriteAsync(
        TestConnection.Envelope("web", Wire.Name, Change.Upserted(order.Id, "1", order), "web-5001", target), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Order_closes_a_session_with_its_items_in_order()
    {
        await using var wire = Wired().Answer("PUT", Path, State);
        var order = Order(
            Line("B", 2, 10.50m), new OrderLine { Id = "g", Kind = OrderLineKind.GiftCard, Quantity = 1, UnitPrice = Eur(50) }, Line("A", 1, 0) with { Title = "Tüte 🎉" }, Line("B", 1, 9.99m),
            new OrderLine { Id = "c", Title = "Engraving", Quantity = 0.5m, UnitPrice = Eur(5) });

        var receipt = await Write(wire, order);

        Assert.Equal("web-5001", receipt.Id.Value);
        Snapshot.MatchText(Assert.Single(wire.Bodies("PUT")), "session");
        Assert.Equal($"ApiKey-v1 {Wire.Key}", wire.Header("PUT", "Authorization"));
    }

    [Fact]
    public async Task Price_of_a_unit_is_what_is_paid_for_it()
    {
        await using var wire = Wired().Answer("PUT", Path, State);
        var order = Order(Line("A", 3, 10) with { Discounts = [new("line", Eur(5))] }, Line("B", 1, 25), new OrderLine { Id = "c", Title = "Engraving", Quantity = 1, UnitPrice = Eur(50) }) with
        {
            Discounts = [new("WELCOME", Eur(10))], Shipping = [new("DHL", Eur(5), [])],
        };

        await Write(wire, order);

        // 10 off goods of 25 and 25: 5 each; the engraving and the shipping take part only when the goods are used up.
        var prices = System.Text.Json.Nodes.JsonNode.Parse(Assert.Single(wire.Bodies("PUT")))!["customerSession"]!["cartItems"]!.AsArray().Select(item => (decimal)item!["price"]!).ToList();
        Assert.Equal([20m, 20m], [decimal.Round(prices[0] * 3, 10), prices[1]]);
    }

    [Theory]
    [InlineData("closed", "3.3333333333333335", true)]
    [InlineData("partially_returned", "3.3333333333333335", true)]
    [InlineData("closed", "3.34", false)]
    public async Task An_order_that_was_only_routed_anew_changes_nothing(string state, string price, bool same)
    {
        await using var wire = Wired().Answer("GET", Path, $$"""{"customerSession":{"state":"{{state}}","profileId":"web-cust-1","cartItems":[{"sku":"A","quantity":3,"price":{{price}},"position":0}]},"effects":[]}""");
        wire.Answer("PUT", $"{Path}/reopen", "{}").Answer("PUT", Path, State);
        var order = Order(Line("A", 2, 5) with { Discounts = [new("line", Eur(3.33m))] }, Line("A", 1, 5) with { Id = "A@store", Location = "store", Discounts = [new("line", Eur(1.67m))] });
        var receipt = await wire.Open().Part<IAmendingSink<Order>>()!.AmendAsync(
            TestConnection.Envelope("web", Wire.Name, Change.Upserted(order.Id, "2", order), "web-5001", "web-5001"), TestContext.Current.CancellationToken);
        Assert.Equal(same, receipt.Unchanged);
        Assert.Equal(same ? 0 : 2, wire.Bodies("PUT").Count);
    }

    [Fact]
    public async Task Repeat_sends_the_same_bytes()
    {
        await using var wire = Wired().Answer("PUT", Path, State);
        await Write(wire, Order(Line("A", 1, 10)));
        await Write(wire, Order(Line("A", 1, 10)), "web-5001");
        Assert.Single(wire.Bodies("PUT").Distinct());
    }

    [Fact]
    public async Task Cancelled_order_cancels_its_session()
    {
        await using var wire = Wired().Answer("GET", Path, """{"customerSession":{"state":"closed","cartItems":[]}}""").Answer("PUT", Path, State);
        await Write(wire, Order(Line("A", 1, 10)) with { Status = OrderStatus.Cancelled });
        Assert.Equal("""{"customerSession":{"state":"cancelled"}}""", Assert.Single(wire.Bodies("PUT")));
    }

    [Fact]
    public async Task Cancelled_order_without_session_is_skipped()
    {
        await using var wire = Wired().Answer("GET", Path, """{"message":"not found"}""", 404);
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order() with { Status = OrderStatus.Cancelled }));
        Assert.Equal((FaultKind.Unsupported, Reasons.CancelledBeforePosting), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Anonymous_order_is_skipped()
    {
        await using var wire = Wired();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order(Line("A", 1, 10)) with { Customer = null }));
        Assert.Equal((FaultKind.Unsupported, Reasons.NoMember), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Order_waits_for_its_customer()
    {
        await using var wire = Wired();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order(Line("A", 1, 10)) with { Customer = new("cust-2") }));
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownCustomer), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10001)]
    public async Task Quantity_must_be_whole_units(decimal quantity)
    {
        await using var wire = Wired();
        Assert.Equal(Reasons.InvalidQuantity, (await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order(Line("A", quantity, 10))))).Reason);
    }

    [Fact]
    public async Task Blank_sku_is_rejected()
    {
        await using var wire = Wired();
        Assert.Equal(Reasons.UnknownSku, (await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order(Line("", 1, 10))))).Reason);
    }

    [Fact]
    public async Task Cart_beyond_the_limit_is_rejected()
    {
        await using var wire = Wired();
        Assert.Equal("cart-too-large", (await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order([.. Enumerable.Range(0, 1001).Select(number => Line($"S{number}", 1, 1))])))).Reason);
    }

    [Theory]
    [InlineData(400, FaultKind.Rejected, null)]
    [InlineData(401, FaultKind.Unauthorized, null)]
    [InlineData(409, FaultKind.Conflict, "conflict")]
    [InlineData(429, FaultKind.Throttled, null)]
    [InlineData(500, FaultKind.Transient, null)]
    public async Task Status_becomes_a_fault(int status, FaultKind kind, string? reason)
    {
        await using var wire = Wired().Answer("PUT", Path, """{"message":"No luck for ada@example.com","errors":[{"title":"Too fast","details":"d","source":{}},null]}""", status);

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Order(Line("A", 1, 10))));

        Assert.Equal((kind, reason, "req-1"), (fault.Kind, fault.Reason, fault.VendorRequestId));
        Assert.Contains("Too fast", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Wire.Key, fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_write_stops()
    {
        await using var wire = Wired();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await wire.Open().Part<IChangeSink<Order>>()!.WriteAsync(
            TestConnection.Envelope("web", Wire.Name, Change.Upserted("5001", "1", Order(Line("A", 1, 10))), "web-5001"), new CancellationToken(true)));
    }
}
