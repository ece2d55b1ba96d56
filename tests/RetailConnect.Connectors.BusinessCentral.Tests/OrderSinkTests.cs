using System.Text.Json.Nodes;
using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class OrderSinkTests
{
    private static Envelope<Order> Envelope(Order order, string? target = null) => TestConnection.Envelope("web", Wire.Name, Change.Upserted(order.Id, "1", order), "web-5001", target);

    private static async Task<WriteReceipt> Write(Wire wire, Order order, Action<BusinessCentralOptions>? change = null) =>
        await wire.Open(change).Part<IChangeSink<Order>>()!.WriteAsync(Envelope(order), TestContext.Current.CancellationToken);

    private static async Task<ConnectorException> Refused(Wire wire, Order order, Action<BusinessCentralOptions>? change = null) =>
        await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, order, change));

    private static Order Rich() => Balanced(Order(
        Line("A", 3, 9.99m, new Discount("line", Eur(1))), Line("B-RED", 1, 20m),
        new OrderLine { Id = "gift", Kind = OrderLineKind.GiftCard, Title = "Gift card", Quantity = 1, UnitPrice = Eur(50) },
        new OrderLine { Id = "custom", Kind = OrderLineKind.Custom, Title = "Engraving ✨", Quantity = 1, UnitPrice = Eur(5) }) with
    {
        Shipping = [new("DHL", Eur(4.90m), [])], Discounts = [new("WELCOME", Eur(5))], Tip = Eur(2), Rounding = Eur(-0.02m),
    });

    [Fact]
    public async Task Posts_all_parts_of_an_order_in_one_document()
    {
        await using var wire = Wired().WithLocations();
        var order = Rich();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(order.Total.Shop.Amount), 201);

        var receipt = await Write(wire, order);

        Assert.Matches($"^salesOrders/{Document}~p[0-9a-f]{{15}}/web-5001$", receipt.Id.Value);
        Assert.Null(OrderTotals.Imbalance(order));
        Snapshot.MatchText(Indent(Assert.Single(wire.Bodies("POST"))), "sales-order");
        Assert.Equal("Bearer token-of-the-test", wire.Header("POST", "Authorization"));
    }

    [Theory]
    [InlineData(null, "WEB", "RETAIL")]
    [InlineData("store-1", "STORES", "RETAIL")]
    [InlineData("store-2", "WEB", "RETAIL")]
    public async Task Dimensions_are_those_of_the_location_or_the_connections(string? location, string first, string second)
    {
        await using var wire = Wired().WithLocations().Link(EntityType.Location, "web", "OTHER", "store-2");
        var order = Order(Line("A", 1, 10) with { Location = "store-1" }) with { Location = location is null ? default(ExternalId?) : location };
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);

        await Write(wire, order, options =>
        {
            (options.Dimension1, options.Dimension2) = ("WEB", "RETAIL");
            options.Dimension1ByLocation["main"] = "STORES";
        });

        var body = JsonNode.Parse(Assert.Single(wire.Bodies("POST")))!;
        Assert.Equal((first, second), ((string?)body["shortcutDimension1Code"], (string?)body["shortcutDimension2Code"]));
    }

    [Fact]
    public async Task Dimensions_that_nobody_set_are_not_sent()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);
        await Write(wire, Order(Line("A", 1, 10)), options => options.Dimension1 = " ");
        Assert.DoesNotContain("imension", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_sent_add_up_to_the_order_total()
    {
        await using var wire = Wired().WithLocations();
        var order = Rich();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(order.Total.Shop.Amount), 201);

        await Write(wire, order);

        var lines = JsonNode.Parse(Assert.Single(wire.Bodies("POST")))!["salesOrderLines"]!.AsArray();
        var sum = lines.Sum(line => decimal.Round((decimal)line!["quantity"]! * (decimal)line["unitPrice"]!, 2, MidpointRounding.AwayFromZero) - ((decimal?)line["discountAmount"] ?? 0));
        Assert.Equal(order.Total.Shop.Amount, sum);
    }

    [Theory]
    [InlineData("UTC", "2027-01-01")]
    [InlineData("America/New_York", "2026-12-31")]
    [InlineData("Asia/Tokyo", "2027-01-01")]
    public async Task Sale_is_of_the_day_that_the_books_count(string zone, string day)
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);

        await Write(wire, Order(Line("A", 1, 10)) with { PlacedAt = new(2027, 1, 1, 1, 30, 0, TimeSpan.Zero) }, options => options.TimeZone = zone);

        Assert.Contains($"\"orderDate\":\"{day}\"", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reads_locations_once_for_many_orders()
    {
        await using var wire = Wired().WithLocations();
        var order = Order(Line("A", 1, 10));
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);
        var sink = wire.Open().Part<IChangeSink<Order>>()!;

        await sink.WriteAsync(Envelope(order), TestContext.Current.CancellationToken);
        await sink.WriteAsync(Envelope(order), TestContext.Current.CancellationToken);

        Assert.Single(wire.Sent, sent => sent.Contains("/locations", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Anonymous_sale_goes_to_the_walk_in_customer()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);

        await Write(wire, Order(Line("A", 1, 10)) with { Customer = null });

        Assert.Contains("\"customerNumber\":\"WALKIN\"", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_is_deleted_when_the_total_differs()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(12), 201);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(12));
        wire.Answer("DELETE", $"{wire.Api}/salesOrders({Document})", "", 204);

        var fault = await Refused(wire, Order(Line("A", 1, 10)));

        Assert.Equal((FaultKind.Rejected, Reasons.TotalDiffers), (fault.Kind, fault.Reason));
        Assert.Equal("W/\"1\"", wire.Header("DELETE", "If-Match"));
    }

    [Fact]
    public async Task Small_difference_is_mended_by_a_rounding_line_in_the_same_document()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(9.99m), 201);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(9.99m), to: "mended");
        wire.Answer("POST", $"{wire.Api}/salesOrders({Document})/salesOrderLines", "{}", 201);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(10), from: "mended");

        await Write(wire, Order(Line("A", 1, 10)));

        Assert.Equal("""{"lineType":"Account","lineObjectNumber":"6830","description":"Rounding","quantity":1,"unitPrice":0.01}""", wire.Bodies("POST")[^1]);
        Assert.DoesNotContain(wire.Sent, sent => sent.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Total_that_lags_behind_is_read_again()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(0), 201);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", Answer(10));

        Assert.StartsWith($"salesOrders/{Document}~", (await Write(wire, Order(Line("A", 1, 10)))).Id.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_after_the_document_was_created_may_have_taken_effect()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(0), 201);
        wire.Answer("GET", $"{wire.Api}/salesOrders({Document})", """{"error":{"code":"Application_TooManyRequests","message":"slow down"}}""", 403);

        var fault = await Refused(wire, Order(Line("A", 1, 10)));

        Assert.Equal((FaultKind.Transient, true), (fault.Kind, fault.MayHaveTakenEffect));
    }

    [Theory]
    [InlineData("ShippingAccount", "shipping-account-missing")]
    [InlineData("TipAccount", "tip-account-missing")]
    [InlineData("RoundingAccount", "rounding-account-missing")]
    [InlineData("GiftCardAccount", "gift-card-account-missing")]
    [InlineData("CustomAccount", "custom-account-missing")]
    public async Task Missing_account_is_named(string setting, string reason)
    {
        await using var wire = Wired().WithLocations();

        var fault = await Refused(wire, Rich(), options => typeof(BusinessCentralOptions).GetProperty(setting)!.SetValue(options, null));

        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Customer_that_is_not_linked_is_waited_for()
    {
        await using var wire = Wired().WithLocations();
        var fault = await Refused(wire, Order(Line("A", 1, 10)) with { Customer = new("cust-2") });
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownCustomer), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Location_that_is_not_linked_is_waited_for()
    {
        await using var wire = Wired().WithLocations();
        var fault = await Refused(wire, Order(Line("A", 1, 10)) with { Location = "store-9" });
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownLocation), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Sku_without_link_is_looked_up_by_number()
    {
        await using var wire = Wired().WithLocations();
        wire.Api200("items", Wire.Page($$"""{"id":"{{Document}}","number":"1896-S","itemVariants":[{"id":"{{Variant}}","code":"BLUE"}]}"""), "number eq '1896-S-BLUE' or number eq '1896' or number eq '1896-S'");
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);

        await Write(wire, Order(Line("1896-S-BLUE", 1, 10)));

        Assert.Contains($"\"lineObjectNumber\":\"1896-S\",\"description\":\"Goods 1896-S-BLUE\",\"quantity\":1,\"unitPrice\":10,\"itemVariantId\":\"{Variant}\"", Assert.Single(wire.Bodies("POST")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("O'NEILL")]
    [InlineData("")]
    [InlineData("A-SKU-THAT-IS-LONGER-THAN-ANY-NUMBER")]
    public async Task Unknown_sku_is_rejected(string sku)
    {
        await using var wire = Wired().WithLocations();
        wire.Api200("items", Wire.Page(""));

        var fault = await Refused(wire, Order(Line(sku, 1, 10)));

        Assert.Equal((FaultKind.Rejected, Reasons.UnknownSku), (fault.Kind, fault.Reason));
        Assert.All(wire.Sent.Where(sent => sent.Contains("O'", StringComparison.Ordinal)), sent => Assert.Contains("number eq 'O''NEILL'", sent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Foreign_currency_must_be_set_up()
    {
        await using var wire = Wired().WithLocations();
        wire.Api200("currencies", Wire.Page(""), "code eq 'KWD'");
        var order = Order(Line("A", 1, 10)) with { Total = MoneyPair.Of(new(1.234m, "KWD")) };

        var fault = await Refused(wire, order);

        Assert.Equal((FaultKind.Rejected, Reasons.UnsupportedCurrency), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Three_decimals_are_posted_as_they_are()
    {
        await using var wire = Wired().WithLocations();
        wire.Api200("currencies", Wire.Page("""{"code":"KWD"}"""), "code eq 'KWD'");
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(1.234m).Replace("EUR", "KWD", StringComparison.Ordinal), 201);
        var zero = MoneyPair.Of(new(0, "KWD"));
        var order = Balanced(new() { Id = "5001", PlacedAt = Placed, Status = OrderStatus.Open, TaxesIncluded = true, Total = zero, Lines = [new() { Id = "1", Sku = new("A"), Quantity = 1, UnitPrice = MoneyPair.Of(new(1.234m, "KWD")) }] });

        await Write(wire, order);

        var body = Assert.Single(wire.Bodies("POST"));
        Assert.Contains("\"currencyCode\":\"KWD\"", body, StringComparison.Ordinal);
        Assert.Contains("\"unitPrice\":1.234", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_in_another_currency_is_deleted()
    {
        await using var wire = Wired().WithLocations();
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10).Replace("EUR", "USD", StringComparison.Ordinal), 201);
        wire.Answer("DELETE", $"{wire.Api}/salesOrders({Document})", "", 204);

        Assert.Equal(Reasons.UnsupportedCurrency, (await Refused(wire, Order(Line("A", 1, 10)))).Reason);
    }

    [Fact]
    public async Task Duplicate_lines_zero_and_negative_quantities_and_emoji_are_kept_apart()
    {
        await using var wire = Wired().WithLocations();
        var title = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 20));
        var order = Order(Line("A", 1, 10), Line("A", 1, 10), Line("A", 0, 10), Line("A", -1, 10) with { Title = title }, Line("B-RED", 1, 0));
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(10), 201);

        await Write(wire, order);

        var lines = JsonNode.Parse(Assert.Single(wire.Bodies("POST")))!["salesOrderLines"]!.AsArray();
        Assert.Equal([1m, 1m, -1m, 1m], lines.Select(line => (decimal)line!["quantity"]!));
        var description = (string)lines[2]!["description"]!;
        Assert.Equal(96, description.Length);
        Assert.StartsWith(description, title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_taxes_go_to_the_tax_account()
    {
        await using var wire = Wired().WithLocations();
        var order = Balanced(Order(Line("A", 1, 10) with { Taxes = [new("VAT", 0.2m, Eur(2))] }) with { TaxesIncluded = false });
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(12), 201);

        await Write(wire, order, options => options.TaxAccount = "2920");

        var body = Assert.Single(wire.Bodies("POST"));
        Assert.Contains("\"pricesIncludeTax\":false", body, StringComparison.Ordinal);
        Assert.Contains("""{"lineType":"Account","lineObjectNumber":"2920","description":"Tax","quantity":1,"unitPrice":2}""", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discount_on_the_order_never_exceeds_a_line()
    {
        await using var wire = Wired().WithLocations();
        var order = Balanced(Order(Line("A", 1, 10), Line("B-RED", 1, 5)) with { Shipping = [new("DHL", Eur(5), [])], Discounts = [new("100 %", Eur(20))] });
        wire.Answer("POST", $"{wire.Api}/salesOrders", Answer(0), 201);

        await Write(wire, order);

        var lines = JsonNode.Parse(Assert.Single(wire.Bodies("POST")))!["salesOrderLines"]!.AsArray();
        Assert.Equal([10m, 5m, 5m], lines.Select(line => (decimal)line!["discountAmount"]!));
    }

    [Fact]
    public async Task Cancelled_order_is_not_posted()
    {
        await using var wire = Wired();
        var fault = await Refused(wire, Order(Line("A", 1, 10)) with { Status = OrderStatus.Cancelled });
        Assert.Equal((FaultKind.Unsupported, Reasons.CancelledBeforePosting), (fault.Kind, fault.Reason));
    }

    internal static string Indent(string json) => JsonNode.Parse(json)!.ToJsonString(new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
