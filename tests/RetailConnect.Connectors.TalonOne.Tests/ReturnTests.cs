using RetailConnect.Tests;

namespace RetailConnect.Connectors.TalonOne.Tests;

public sealed class ReturnTests
{
    private const string Path = "/v2/customer_sessions/web-5001";
    private const string Made = """{"effects":[],"createdCoupons":[],"createdReferrals":[],"return":{"id":77}}""";

    private static Wire Linked() => new Wire().Link(EntityType.Order, "web", "web-5001", "5001").Link(EntityType.Order, Wire.Name, "web-5001", "web-5001");

    private static string Cart(params (string Sku, int Quantity, int Returned)[] items) =>
        $$"""{"customerSession":{"state":"closed","cartItems":[{{string.Join(',', items.Select((item, index) => $$"""{"sku":"{{item.Sku}}","quantity":{{item.Quantity}},"returnedQuantity":{{item.Returned}},"position":{{index}},"price":1}"""))}}]},"effects":[]}""";

    private static ReturnLine Back(string? sku, decimal quantity, bool restocked = true) => new()
    {
        Id = $"back-{sku}", Sku = sku is null ? null : new(sku), Quantity = quantity, Amount = MoneyPair.Of(new(1, "EUR")), Restocked = restocked,
    };

    private static Envelope<Return> Envelope(params ReturnLine[] lines) => TestConnection.Envelope("web", Wire.Name, Change.Upserted("r-1", "1", new Return
    {
        Id = "r-1", Order = new() { Id = "5001" }, ReturnedAt = DateTimeOffset.UnixEpoch, Lines = lines, Total = MoneyPair.Of(new(1, "EUR")),
    }), "web-r-1") with { AcceptedAt = Wire.Start };

    private static async Task<WriteReceipt> Write(Wire wire, Envelope<Return> envelope) => await wire.Open().Part<IChangeSink<Return>>()!.WriteAsync(envelope, TestContext.Current.CancellationToken);

    private static async Task<ConnectorException> Refused(Wire wire, Envelope<Return> envelope) => await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, envelope));

    [Fact]
    public async Task Returned_units_are_taken_from_positions_that_have_some_left()
    {
        await using var wire = Linked().Answer("GET", Path, Cart(("A", 2, 2), ("B", 1, 0), ("A", 3, 1))).Answer("POST", $"{Path}/returns", Made);
        var envelope = Envelope(Back("A", 2), Back("B", 1, restocked: false), Back(null, 1));

        var receipt = await Write(wire, envelope);

        Assert.Equal("77", receipt.Id.Value);
        Assert.Equal("""{"return":{"returnedCartItems":[{"position":2,"quantity":2,"sku":"A"},{"position":1,"quantity":1,"sku":"B"}]}}""", Assert.Single(wire.Bodies("POST")));
        Assert.Equal(envelope.IdempotencyKey.For("2x2/1x1").Value, wire.Header("POST", "Idempotency-Key"));
    }

    [Fact]
    public async Task Repeat_after_a_lost_answer_sends_the_same_body_under_the_same_key()
    {
        await using var before = Linked().Answer("GET", Path, Cart(("A", 2, 0), ("B", 1, 0))).Answer("POST", $"{Path}/returns", Made);
        await using var after = Linked().Answer("GET", Path, Cart(("A", 2, 2), ("B", 1, 0))).Answer("POST", $"{Path}/returns", Made);

        await Write(before, Envelope(Back("A", 2)));
        await Write(after, Envelope(Back("A", 2)));

        Assert.Equal(before.Bodies("POST"), after.Bodies("POST"));
        Assert.Equal(before.Header("POST", "Idempotency-Key"), after.Header("POST", "Idempotency-Key"));
    }

    [Theory]
    [InlineData(1, 0, 1, "0x1", "")]
    [InlineData(2, 0, 1, "1x1", "0x1")]
    [InlineData(2, 0, 2, "1x2", "0x2")]
    [InlineData(2, 1, 2, "0x2", "0x1/1x1")]
    [InlineData(2, 1, 1, "1x1", "0x1")]
    [InlineData(0, 0, 2, "0x2", "")]
    public void Places_that_a_return_may_have_had_are_those_of_every_number_that_came_back_before(int first, int second, int units, string next, string earlier)
    {
        var match = Returns.CartMatch.Find(Envelope(Back("A", units)).Value, [new() { Sku = "A", Quantity = 2, ReturnedQuantity = first, Position = 0 }, new() { Sku = "A", Quantity = 2, ReturnedQuantity = second, Position = 1 }]);
        Assert.Equal((next, earlier, first + second >= units), (Returns.CartMatch.Text(match.Next), string.Join(',', match.Earlier.Select(Returns.CartMatch.Text)), match.MayBeTaken));
    }

    [Fact]
    public async Task Return_of_which_the_answer_was_lost_is_answered_from_memory_though_its_place_is_empty_by_now()
    {
        await using var wire = Linked().Answer("GET", Path, Cart(("A", 1, 1), ("A", 1, 0)));
        var envelope = Envelope(Back("A", 1));
        wire.Answer("POST", $"{Path}/returns", """{"message":"more would come back than was bought"}""", 400);
        wire.Answer("POST", $"{Path}/returns", Made, key: envelope.IdempotencyKey.For("0x1").Value);

        var receipt = await Write(wire, envelope);

        Assert.Equal("77", receipt.Id.Value);
        Assert.Equal("""{"return":{"returnedCartItems":[{"position":0,"quantity":1,"sku":"A"}]}}""", Assert.Single(wire.Bodies("POST")));
    }

    [Fact]
    public async Task Return_that_was_never_taken_takes_the_next_place_after_the_earlier_one_was_refused()
    {
        await using var wire = Linked().Answer("GET", Path, Cart(("A", 1, 1), ("A", 1, 0)));
        var envelope = Envelope(Back("A", 1));
        wire.Answer("POST", $"{Path}/returns", """{"message":"more would come back than was bought"}""", 400);
        wire.Answer("POST", $"{Path}/returns", Made, key: envelope.IdempotencyKey.For("1x1").Value);

        await Write(wire, envelope);

        Assert.Equal(["0", "1"], wire.Bodies("POST").Select(body => body[body.IndexOf("position", StringComparison.Ordinal) + 10].ToString()));
    }

    [Theory]
    [InlineData(22, 1, false)]
    [InlineData(24, 0, false)]
    [InlineData(24, 1, true)]
    public async Task Late_repeat_of_a_return_that_the_session_may_show_already_is_for_a_person(int hours, int returned, bool parked)
    {
        await using var wire = Linked().Answer("GET", Path, Cart(("A", 3, returned))).Answer("POST", $"{Path}/returns", Made);
        wire.Time.Advance(TimeSpan.FromHours(hours));
        if (!parked)
        {
            await Write(wire, Envelope(Back("A", 1)));
            return;
        }

        var fault = await Refused(wire, Envelope(Back("A", 1)));
        Assert.Equal((FaultKind.Rejected, Reasons.ResultUnknown), (fault.Kind, fault.Reason));
        Assert.Empty(wire.Bodies("POST"));
    }

    [Fact]
    public async Task Two_lines_of_one_sku_are_taken_together()
    {
        await using var wire = Linked().Answer("GET", Path, Cart(("A", 1, 0), ("A", 2, 0))).Answer("POST", $"{Path}/returns", Made);
        await Write(wire, Envelope(Back("A", 1), Back("A", 1)));
        Assert.Contains("""[{"position":0,"quantity":1,"sku":"A"},{"position":1,"quantity":1,"sku":"A"}]""", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C", 1, Reasons.UnknownSku)]
    [InlineData("A", 3, Reasons.InvalidQuantity)]
    [InlineData("A", 0.5, Reasons.InvalidQuantity)]
    [InlineData("A", -1, Reasons.InvalidQuantity)]
    public async Task Return_that_cannot_be_right_is_rejected(string sku, decimal quantity, string reason)
    {
        await using var wire = Linked().Answer("GET", Path, Cart(("A", 2, 0)));
        var fault = await Refused(wire, Envelope(Back(sku, quantity)));
        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Money_without_goods_is_skipped()
    {
        await using var wire = Linked();
        Assert.Equal((FaultKind.Unsupported, "no-goods"), ((await Refused(wire, Envelope(Back(null, 1)))) is var fault ? (fault.Kind, fault.Reason) : default));
    }

    [Fact]
    public async Task Order_that_nobody_knows_is_waited_for()
    {
        await using var wire = new Wire();
        var fault = await Refused(wire, Envelope(Back("A", 1)));
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownOrder), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData(null, FaultKind.Unsupported, Reasons.NoMember)]
    [InlineData("cust-1", FaultKind.Unmet, Reasons.UnknownOrder)]
    public async Task Known_order_without_session_was_anonymous_or_is_on_its_way(string? customer, FaultKind kind, string reason)
    {
        await using var wire = new Wire().Link(EntityType.Order, "web", "web-5001", "5001").Answer("GET", Path, """{"message":"not found"}""", 404);
        var envelope = Envelope(Back("A", 1));
        envelope = envelope with { Change = envelope.Change with { Value = envelope.Value with { Customer = customer is null ? null : new(customer) } } };

        var fault = await Refused(wire, envelope);

        Assert.Equal((kind, reason), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Order_bought_elsewhere_is_found_by_the_number_on_the_receipt()
    {
        await using var wire = new Wire().Link(EntityType.OrderNumber, ConnectionLinks.AnyConnection, "web-5001", "#1001").Link(EntityType.Order, Wire.Name, "web-5001", "web-5001")
            .Answer("GET", Path, Cart(("A", 1, 0))).Answer("POST", $"{Path}/returns", Made);
        var envelope = Envelope(Back("A", 1));

        await Write(wire, envelope with { Change = envelope.Change with { Value = envelope.Value with { Order = new() { Number = "#1001" } } } });

        Assert.Equal(2, wire.Sent.Count);
    }
}
