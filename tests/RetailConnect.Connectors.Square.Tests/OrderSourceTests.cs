namespace RetailConnect.Connectors.Square.Tests;

public sealed class OrderSourceTests
{
    private const string LaterFields = """
        "refunds":[{"id":"R","amount_money":{"amount":5,"currency":"EUR"},"status":"APPROVED"}],"fulfillments":[{"uid":"f","state":"COMPLETED"}],"source":
        """;

    private static readonly ReadRequest First = new(null, 250, TimeSpan.FromMinutes(2));

    private static Wire Linked() => new Wire().Locations("L1").Link(EntityType.Variant, "SKU-1", "VAR1");

    private static async Task<Change<Order>> One(Wire wire, string order)
    {
        wire.Post(Samples.Search, Samples.Orders(order));
        return Assert.Single((await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(First, Wire.Token)).Changes);
    }

    [Fact]
    public async Task Sale_with_everything_balances_and_matches_the_snapshot()
    {
        await using var wire = Linked();

        var change = await One(wire, Samples.FullSale());

        Assert.Null(OrderTotals.Imbalance(change.Value!));
        Assert.Equal(("ORD1", "2026-11-23T07:05:00.123Z"), (change.Entity.Value, change.Version));
        Snapshot.Match(change.Value!, "sale");
    }

    /// <summary>Square's contract does not promise an id.</summary>
    [Fact]
    public async Task Sale_without_an_id_costs_itself_and_not_its_page()
    {
        await using var wire = Linked();
        wire.Post(Samples.Search, $$"""{"orders":[{"location_id":"L1","state":"COMPLETED"},{{Samples.FullSale()}}]}""");

        var page = await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(First, Wire.Token);

        Assert.Equal(("(without id)", "ORD1"), (page.Changes[0].Entity.Value, page.Changes[1].Entity.Value));
        Assert.Equal(FaultKind.Rejected, page.Changes[0].Fault!.Kind);
        Assert.Null(page.Changes[1].Fault);
    }

    [Fact]
    public async Task Requests_carry_the_version_the_token_and_an_ascending_window()
    {
        await using var wire = Linked();
        wire.Post(Samples.Search, "{}");
        var source = wire.Open().Part<IChangeSource<Order>>()!;

        var page = await source.ReadAsync(First, Wire.Token);
        page = await source.ReadAsync(First with { After = page.Next }, Wire.Token);

        Assert.False(page.More);
        var bodies = wire.Bodies(Samples.Search);
        Wire.Same("""{"location_ids":["L1"],"limit":250,"query":{"filter":{"state_filter":{"states":["COMPLETED","CANCELED"]}},"sort":{"sort_field":"UPDATED_AT","sort_order":"ASC"}}}""", bodies[0]);
        Wire.Same(
            """{"location_ids":["L1"],"limit":250,"query":{"filter":{"state_filter":{"states":["COMPLETED","CANCELED"]},"date_time_filter":{"updated_at":{"start_at":"2026-11-23T07:58:00.0000000Z"}}},"sort":{"sort_field":"UPDATED_AT","sort_order":"ASC"}}}""",
            bodies[1]);
        Assert.All(wire.Headers("Square-Version"), version => Assert.Equal("2025-08-20", version));
        Assert.All(wire.Headers("Authorization"), header => Assert.Equal($"Bearer {Wire.Secret}", header));
    }

    [Fact]
    public async Task More_than_ten_locations_are_searched_in_turn_and_the_cursor_survives_a_restart()
    {
        await using var wire = new Wire().Locations([.. Enumerable.Range(1, 12).Select(number => $"L{number:00}")]);
        wire.Post(Samples.Search, $$"""{"orders":[{{Samples.Sale("O1", "", Samples.Money(0))}}],"cursor":"c|1~x"}""", holding: "L01");
        wire.Post(Samples.Search, Samples.Orders(Samples.Sale("O2", "", Samples.Money(0))), holding: "c|1~x");
        wire.Post(Samples.Search, Samples.Orders(Samples.Sale("O3", "", Samples.Money(0))), holding: "L11");

        var seen = new List<string>();
        ChangePage<Order>? page = null;
        do
        {
            page = await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(First with { After = page?.Next }, Wire.Token);
            seen.AddRange(page.Changes.Select(change => change.Entity.Value));
        }
        while (page.More);

        Assert.Equal(["O1", "O2", "O3"], seen);
        Assert.Equal(["[\"L11\",\"L12\"]"], wire.Bodies(Samples.Search).Where(body => body.Contains("L11", StringComparison.Ordinal)).Select(body => System.Text.Json.Nodes.JsonNode.Parse(body)!["location_ids"]!.ToJsonString()));
        Assert.Equal("2026-11-23T07:58:00.0000000Z", page.Next.Value);
    }

    [Fact]
    public async Task Page_cursor_that_ran_out_begins_its_locations_anew()
    {
        await using var wire = Linked();
        wire.Post(Samples.Search, $$"""{"orders":[],"cursor":"old"}""");
        wire.Answer("POST", Samples.Search, Wire.Error("INVALID_CURSOR"), holding: "\"cursor\":\"old\"", status: 400);
        var source = wire.Open().Part<IChangeSource<Order>>()!;
        var page = await source.ReadAsync(First, Wire.Token);

        page = await source.ReadAsync(First with { After = page.Next }, Wire.Token);

        Assert.True(page.More);
        Assert.Equal(3, wire.Bodies(Samples.Search).Count);
    }

    [Fact]
    public async Task New_location_is_searched_from_the_next_window_on()
    {
        await using var wire = Linked();
        wire.Post(Samples.Search, "{}");
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Wire.Start);
        wire.Time = time;
        var source = wire.Open().Part<IChangeSource<Order>>()!;
        var page = await source.ReadAsync(First, Wire.Token);
        wire.Locations("L1", "L2");

        page = await source.ReadAsync(First with { After = page.Next }, Wire.Token);
        time.Advance(First.Overlap + TimeSpan.FromSeconds(1));
        await source.ReadAsync(First with { After = page.Next }, Wire.Token);

        Assert.Equal([false, false, true], wire.Bodies(Samples.Search).Select(body => body.Contains("L2", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Only_finished_sales_are_orders()
    {
        await using var wire = Linked();
        var line = Samples.Line("a", "1", Samples.Money(100));
        wire.Post(Samples.Batch, Samples.Orders(
            Samples.Sale("DONE", line, Samples.Money(100)), Samples.Sale("OFF", line, Samples.Money(100), "CANCELED"), Samples.Sale("TICKET", line, Samples.Money(100), "OPEN"),
            Samples.Sale("DRAFT", line, Samples.Money(100), "DRAFT"), Samples.ReturnOrder("BACK", "\"source_order_id\":\"DONE\",")));

        var changes = await wire.Open().Part<IEntitySource<Order>>()!.ReadAsync(["DONE", "OFF", "TICKET", "DRAFT", "BACK", "GONE"], Wire.Token);

        Assert.Equal([("DONE", OrderStatus.Completed), ("OFF", OrderStatus.Cancelled)], changes.Select(change => (change.Entity.Value, change.Value!.Status)));
        Wire.Same("""{"order_ids":["DONE","OFF","TICKET","DRAFT","BACK","GONE"]}""", wire.Body(Samples.Batch));
    }

    [Fact]
    public async Task Later_refunds_and_fulfilments_leave_the_content_alone()
    {
        await using var wire = Linked();
        wire.Post(Samples.Batch, Samples.Orders(Samples.FullSale()), holding: "before");
        var later = Samples.FullSale().Replace("\"source\":", LaterFields, StringComparison.Ordinal);
        wire.Post(Samples.Batch, Samples.Orders(later), holding: "after");
        var source = wire.Open().Part<IEntitySource<Order>>()!;

        var prints = new List<string>();
        foreach (var id in (string[])["before", "after"])
        {
            prints.Add(CanonicalJson.Fingerprint(Assert.Single(await source.ReadAsync([id], Wire.Token)).Value!));
        }

        Assert.Equal(prints[0], prints[1]);
    }

    [Fact]
    public async Task Unlinked_variation_is_read_from_the_catalogue_once_and_linked()
    {
        await using var wire = new Wire().Locations("L1").Link(EntityType.Variant, "TWICE", "OTHER");
        wire.Post(Samples.Search, Samples.Orders(Samples.Sale("O", $"{Samples.Line("a", "1", Samples.Money(1), "V1")},{Samples.Line("b", "1", Samples.Money(1), "V2")},{Samples.Line("c", "1", Samples.Money(1), "V3")}", Samples.Money(3))));
        wire.Post(Samples.Retrieve, """{"objects":[{"type":"ITEM_VARIATION","id":"V1","item_variation_data":{"sku":" NEW "}},{"type":"ITEM_VARIATION","id":"V2","is_deleted":true,"item_variation_data":{"sku":"TWICE"}}]}""", holding: "V1");
        wire.Post(Samples.Retrieve, "{}", holding: "[\"V3\"]");
        var source = wire.Open().Part<IChangeSource<Order>>()!;

        var change = (await source.ReadAsync(First, Wire.Token)).Changes[0];
        await source.ReadAsync(First, Wire.Token);

        Assert.Equal(["NEW", "TWICE", ""], change.Value!.Lines.Select(line => line.Sku!.Value.Value));
        Assert.Equal([new EntityLink(EntityType.Variant, new("NEW"), "V1")], change.Links);
        Assert.Equal(["""{"object_ids":["V1","V2","V3"],"include_deleted_objects":true}""", """{"object_ids":["V3"],"include_deleted_objects":true}"""], wire.Bodies(Samples.Retrieve));
    }

    [Theory]
    [InlineData("0", 100, 0)]
    [InlineData("-1", 100, -100)]
    [InlineData("1", -100, -100)]
    [InlineData("1", 0, 0)]
    [InlineData("0.333", 1000, 333)]
    public async Task Odd_amounts_are_kept_as_they_are(string quantity, long price, long total)
    {
        await using var wire = Linked();
        var change = await One(wire, Samples.Sale("O", Samples.Line("a", quantity, Samples.Money(price)), Samples.Money(total)));
        Assert.Null(OrderTotals.Imbalance(change.Value!));
        Assert.Equal(decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), change.Value!.Lines[0].Quantity.Value);
    }

    [Theory]
    [InlineData("KWD", 1234, "1.234")]
    [InlineData("JPY", 1234, "1234")]
    [InlineData("EUR", 1234, "12.34")]
    public async Task Smallest_units_are_those_of_the_currency(string currency, long units, string amount)
    {
        await using var wire = Linked();
        var change = await One(wire, Samples.Sale("O", Samples.Line("a", "1", Samples.Money(units, currency)), Samples.Money(units, currency)));
        Assert.Equal($"{amount} {currency}", change.Value!.Total.Shop.ToString());
    }

    [Theory]
    [InlineData("0.5", 135, 67)]
    [InlineData("0.5", 135, 68)]
    [InlineData("1.5", 333, 499)]
    public async Task Broken_quantity_follows_the_rounding_of_the_till(string quantity, long price, long total)
    {
        await using var wire = Linked();
        var line = Samples.Line("a", quantity, Samples.Money(price), more: $",\"variation_total_price_money\":{Samples.Money(total)}");
        Assert.Null(OrderTotals.Imbalance((await One(wire, Samples.Sale("O", line, Samples.Money(total)))).Value!));
    }

    [Fact]
    public async Task Added_taxes_and_discounts_of_the_line_balance()
    {
        await using var wire = Linked();
        var line = Samples.Line("a", "1", Samples.Money(1000), more: $$""","applied_taxes":[{"tax_uid":"t","applied_money":{{Samples.Money(75)}}}],"total_discount_money":{{Samples.Money(100)}}""");
        var change = await One(wire, Samples.Sale("O", line, Samples.Money(975), more: ""","taxes":[{"uid":"t","name":"State","type":"ADDITIVE","percentage":"8.33"}]"""));

        Assert.False(change.Value!.TaxesIncluded);
        Assert.Null(OrderTotals.Imbalance(change.Value));
        Assert.Equal(0.0833m, change.Value.Lines[0].Taxes[0].Rate);
    }

    [Fact]
    public async Task Order_that_does_not_balance_and_repeated_lines_are_kept_for_the_pipeline()
    {
        await using var wire = Linked();
        var line = Samples.Line("a", "1", Samples.Money(100));
        var change = await One(wire, Samples.Sale("O", $"{line},{line}", Samples.Money(999)));
        Assert.NotNull(OrderTotals.Imbalance(change.Value!));
        Assert.Equal(2, change.Value!.Lines.Count);
    }

    [Fact]
    public async Task Exchange_is_a_sale_and_a_return()
    {
        await using var wire = Linked();
        wire.Post(Samples.Batch, Samples.Orders(Samples.Sale("X", Samples.Line("a", "1", Samples.Money(100)), Samples.Money(100), more: $$""","returns":[{"source_order_id":"S","return_line_items":[]}],"return_amounts":{"total_money":{{Samples.Money(0)}}}""")));
        var connection = wire.Open();
        Assert.Single(await connection.Part<IEntitySource<Order>>()!.ReadAsync(["X"], Wire.Token));
        Assert.Single(await connection.Part<IEntitySource<Return>>()!.ReadAsync(["X"], Wire.Token));
    }

    [Theory]
    [InlineData("\"currency\":\"EUR\"", "\"currency\":\"XXX\"", Reasons.UnsupportedCurrency)]
    [InlineData("\"state\":\"COMPLETED\"", "\"state\":\"LAYAWAY\"", Reasons.UnknownValue)]
    [InlineData("\"quantity\":\"2\"", "\"quantity\":\"two\"", Reasons.InvalidQuantity)]
    [InlineData("\"quantity\":\"2\"", "\"quantity\":\"79228162514264337593543950335\"", Reasons.InvalidQuantity)]
    [InlineData("\"item_type\":\"CUSTOM_AMOUNT\"", "\"item_type\":\"SUBSCRIPTION\"", Reasons.UnknownValue)]
    [InlineData("\"type\":\"INCLUSIVE\"", "\"type\":\"UNKNOWN_TAX\"", Reasons.UnknownValue)]
    [InlineData("{\"amount\":5000,\"currency\":\"EUR\"}", "{\"amount\":5000,\"currency\":\"USD\"}", Reasons.UnsupportedCurrency)]
    [InlineData("\"created_at\":\"2026-11-23T07:00:00Z\"", "\"created_at\":\"soon\"", Reasons.UnknownValue)]
    public async Task Sale_that_cannot_be_mapped_stays_in_the_page_with_its_fault(string part, string instead, string reason)
    {
        await using var wire = Linked();
        wire.Post(Samples.Search, Samples.Orders(Samples.FullSale().Replace(part, instead, StringComparison.Ordinal), Samples.Sale("GOOD", "", Samples.Money(0))));

        var changes = (await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(First, Wire.Token)).Changes;

        Assert.Equal((FaultKind.Rejected, reason), (changes[0].Fault!.Kind, changes[0].Fault!.Reason));
        Assert.False(changes[0].IsDelete);
        Assert.Null(changes[1].Fault);
    }

    [Fact]
    public async Task Mixed_taxes_are_a_fault()
    {
        await using var wire = Linked();
        var line = Samples.Line("a", "1", Samples.Money(1000), more: $$""","applied_taxes":[{"tax_uid":"t","applied_money":{{Samples.Money(75)}}},{"tax_uid":"u","applied_money":{{Samples.Money(5)}}}]""");
        var change = await One(wire, Samples.Sale("O", line, Samples.Money(1075), more: ""","taxes":[{"uid":"t","type":"ADDITIVE"},{"uid":"u","type":"INCLUSIVE"}]"""));
        Assert.Equal("mixed-taxes", change.Fault!.Reason);
    }

    [Fact]
    public async Task Seller_without_locations_has_no_orders()
    {
        await using var wire = new Wire().Locations();
        var page = await wire.Open().Part<IChangeSource<Order>>()!.ReadAsync(First, Wire.Token);
        Assert.Equal((0, false), (page.Changes.Count, page.More));
    }
}
