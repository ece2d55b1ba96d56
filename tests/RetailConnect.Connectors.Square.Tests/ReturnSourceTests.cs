using System.Text.Json.Nodes;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class ReturnSourceTests
{
    private static Wire Linked() => new Wire().Locations("L1").Link(EntityType.Variant, "SKU-1", "VAR1");

    private static async Task<Change<Return>> One(Wire wire, string order, Action<SquareOptions>? change = null)
    {
        wire.Post(Samples.Batch, Samples.Orders(order));
        return Assert.Single(await wire.Open(change).Part<IEntitySource<Return>>()!.ReadAsync(["BACK"], Wire.Token));
    }

    [Fact]
    public async Task Return_of_a_sale_matches_the_snapshot()
    {
        await using var wire = Linked();
        var change = await One(wire, Samples.ReturnOrder("BACK", "\"source_order_id\":\"ORD1\",", ",\"reference_id\":\"ignored\",\"customer_id\":\"CUST1\",\"tenders\":[{\"id\":\"T1\",\"type\":\"CARD\"}]"));
        Assert.Null(change.Value!.Imbalance());
        Snapshot.Match(change.Value, "return");
    }

    [Fact]
    public async Task Return_of_goods_sold_elsewhere_names_the_receipt()
    {
        await using var wire = Linked();
        var change = await One(wire, Samples.ReturnOrder("BACK", "", ",\"reference_id\":\"#1001\""));
        Assert.Equal(new OrderReference { Number = "#1001" }, change.Value!.Order);
        Assert.All(change.Value.Lines, line => Assert.Null(line.OrderLine));
    }

    [Fact]
    public async Task Gift_card_that_was_given_back_is_no_goods()
    {
        await using var wire = Linked();
        var change = await One(wire, Samples.ReturnOrder("BACK", "").Replace("\"item_type\":\"ITEM\"", "\"item_type\":\"GIFT_CARD\"", StringComparison.Ordinal));
        var card = Assert.Single(change.Value!.Lines, line => line.Kind is OrderLineKind.GiftCard);
        Assert.Equal((null, false), (card.Sku, card.Restocked));
    }

    [Theory]
    [InlineData("APPROVED", null, RefundState.Settled)]
    [InlineData("PENDING", null, RefundState.Pending)]
    [InlineData("FAILED", null, RefundState.Failed)]
    [InlineData("REJECTED", null, RefundState.Failed)]
    [InlineData("FAILED", "APPROVED", RefundState.Settled)]
    [InlineData("FAILED", "PENDING", RefundState.Pending)]
    [InlineData("FAILED", "REJECTED", RefundState.Failed)]
    public async Task A_return_says_whether_its_money_has_left(string first, string? again, RefundState state)
    {
        await using var wire = Linked();
        string Refund(string id, string status, int minute) => $$"""{"id":"{{id}}","created_at":"2026-11-23T09:{{minute:00}}:00Z","amount_money":{{Samples.Money(1400)}},"status":"{{status}}"}""";
        var refunds = again is null ? Refund("R1", first, 0) : $"{Refund("R1", first, 0)},{Refund("R2", again, 7)}";
        var order = JsonNode.Parse(Samples.ReturnOrder("BACK", ""))!.AsObject();
        order["refunds"] = JsonNode.Parse($"[{refunds}]");
        Assert.Equal(state, (await One(wire, order.ToJsonString())).Value!.RefundState);
        order["returns"]!.AsArray().Clear();
        order.Remove("return_amounts");
        Assert.Equal(state, (await One(wire, order.ToJsonString())).Value!.RefundState);
    }

    /// <summary>What came back was worth more than was given back; the rest was paid with other goods.</summary>
    [Fact]
    public async Task An_exchange_gives_back_less_than_came_back()
    {
        await using var wire = Linked();
        var order = JsonNode.Parse(Samples.ReturnOrder("BACK", ""))!.AsObject();
        order["refunds"] = JsonNode.Parse($$"""[{"id":"R1","created_at":"2026-11-23T09:00:00Z","amount_money":{{Samples.Money(400)}},"status":"FAILED"},{"id":"R2","created_at":"2026-11-23T09:05:00Z","amount_money":{{Samples.Money(400)}},"status":"APPROVED"}]""");
        Assert.Equal(RefundState.Settled, (await One(wire, order.ToJsonString())).Value!.RefundState);

        // Both at once are two halves, of which one did not go back.
        order["refunds"] = JsonNode.Parse($$"""[{"id":"R1","created_at":"2026-11-23T09:00:00Z","amount_money":{{Samples.Money(700)}},"status":"FAILED"},{"id":"R2","created_at":"2026-11-23T09:00:00Z","amount_money":{{Samples.Money(700)}},"status":"APPROVED"}]""");
        Assert.Equal(RefundState.Failed, (await One(wire, order.ToJsonString())).Value!.RefundState);
        order["refunds"] = null;
        Assert.Null((await One(wire, order.ToJsonString())).Value!.RefundState);
    }

    [Fact]
    public async Task Restocking_is_a_setting()
    {
        await using var wire = Linked();
        var order = Samples.ReturnOrder("BACK", "\"source_order_id\":\"ORD1\",");
        Assert.Equal([true, false], (await One(wire, order)).Value!.Lines.Select(line => line.Restocked));
        Assert.Equal([false, false], (await One(wire, order, options => options.RestockReturns = false)).Value!.Lines.Select(line => line.Restocked));
    }

    [Fact]
    public async Task Refund_without_goods_is_an_adjustment()
    {
        await using var wire = Linked();
        var change = await One(wire, $$"""{"id":"BACK","location_id":"L1","state":"COMPLETED","created_at":"2026-11-23T09:00:00Z","refunds":[{"id":"R","amount_money":{{Samples.Money(700)}},"status":"PENDING"}],"total_money":{{Samples.Money(0)}} }""");
        Assert.Empty(change.Value!.Lines);
        Assert.Equal("7 EUR", change.Value.Adjustment!.Value.Shop.ToString());
        Assert.Null(change.Value.Imbalance());
    }

    [Fact]
    public async Task Return_that_does_not_balance_is_kept_for_the_pipeline()
    {
        await using var wire = Linked();
        var order = Samples.ReturnOrder("BACK", "").Replace("\"return_amounts\":{\"total_money\":{\"amount\":1400", "\"return_amounts\":{\"total_money\":{\"amount\":1500", StringComparison.Ordinal);
        Assert.NotNull((await One(wire, order)).Value!.Imbalance());
    }

    [Theory]
    [InlineData("\"status\":\"APPROVED\"", "\"status\":\"ON_HOLD\"", Reasons.UnknownValue)]
    [InlineData("\"quantity\":\"1\"", "\"quantity\":\"\"", Reasons.InvalidQuantity)]
    [InlineData("\"currency\":\"EUR\"", "\"currency\":\"ABC\"", Reasons.UnsupportedCurrency)]
    [InlineData("\"returns\":[{", "\"returns\":[{\"source_order_id\":\"OTHER\",\"return_line_items\":[]},{\"source_order_id\":\"ORD1\",", "several-orders")]
    public async Task Return_that_cannot_be_mapped_keeps_its_fault(string part, string instead, string reason)
    {
        await using var wire = Linked();
        var change = await One(wire, Samples.ReturnOrder("BACK", "").Replace(part, instead, StringComparison.Ordinal));
        Assert.Equal((FaultKind.Rejected, reason), (change.Fault!.Kind, change.Fault.Reason));
    }

    [Fact]
    public async Task Sales_are_no_returns()
    {
        await using var wire = Linked();
        wire.Post(Samples.Search, Samples.Orders(Samples.FullSale(), Samples.ReturnOrder("BACK", "")));
        var page = await wire.Open().Part<IChangeSource<Return>>()!.ReadAsync(new(null, 2000, TimeSpan.Zero), Wire.Token);
        Assert.Equal(["BACK"], page.Changes.Select(change => change.Entity.Value));
        Wire.Same("""{"location_ids":["L1"],"limit":1000,"query":{"filter":{"state_filter":{"states":["COMPLETED"]}},"sort":{"sort_field":"UPDATED_AT","sort_order":"ASC"}}}""", wire.Body(Samples.Search));
    }
}
