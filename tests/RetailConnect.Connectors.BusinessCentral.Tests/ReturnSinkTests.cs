using System.Text.Json.Nodes;
using RetailConnect.Connectors.BusinessCentral.Returns;
using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class ReturnSinkTests
{
    private const string OrderFilter = "externalDocumentNumber eq 'web-5001'";

    private static Wire Posted(string status = "Open", string prices = "true")
    {
        var wire = Wired().WithLocations().Link(EntityType.Order, "web", "web-5001", "5001").Link(EntityType.Order, Wire.Name, "web-5001", $"salesOrders/{Document}/web-5001");
        return wire.Api200("salesOrders", Wire.Page(""), OrderFilter)
            .Api200("salesInvoices", Wire.Page($$"""{"id":"{{Variant}}","number":"INV-1","customerId":"{{Samples.Customer}}","pricesIncludeTax":{{prices}},"status":"{{status}}"}"""), OrderFilter);
    }

    private static Envelope<Return> Envelope(Return goods, string? target = null) => TestConnection.Envelope("web", Wire.Name, Change.Upserted(goods.Id, "1", goods), "web-r-1", target);

    private static async Task<WriteReceipt> Write(Wire wire, Return goods, Action<BusinessCentralOptions>? change = null) =>
        await wire.Open(change).Part<IChangeSink<Return>>()!.WriteAsync(Envelope(goods), TestContext.Current.CancellationToken);

    private static string Memo(decimal total, string prices) => Answer(total, extra: $",\"customerId\":\"{Samples.Customer}\"").Replace("\"pricesIncludeTax\":true", $"\"pricesIncludeTax\":{prices}", StringComparison.Ordinal);

    private static IReadOnlyList<(string Number, decimal Amount)> Amounts(string body) => [.. JsonNode.Parse(body)!["salesCreditMemoLines"]!.AsArray()
        .Select(line => ((string)line!["lineObjectNumber"]!, ((decimal)line["quantity"]! * (decimal)line["unitPrice"]!) - ((decimal?)line["discountAmount"] ?? 0)))];

    [Fact]
    public async Task Posts_goods_and_money_as_a_credit_memo()
    {
        await using var wire = Posted();
        var goods = Return(Back("A", 3, 10), Back("B-RED", 1, 7, restocked: false), Back(null, 1, 3)) with { Shipping = Eur(4.90m), Adjustment = Eur(-2) };
        goods = goods with { Total = Eur(22.90m) };
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(22.90m), 201);

        var receipt = await Write(wire, goods);

        Assert.Null(goods.Imbalance());
        Assert.Equal($"salesCreditMemos/{Document}/web-r-1", receipt.Id.Value);
        var body = Assert.Single(wire.Bodies("POST"));
        Snapshot.MatchText(OrderSinkTests.Indent(body), "credit-memo");
        var sum = JsonNode.Parse(body)!["salesCreditMemoLines"]!.AsArray().Sum(line => ((decimal)line!["quantity"]! * (decimal)line["unitPrice"]!) - ((decimal?)line["discountAmount"] ?? 0));
        Assert.Equal(22.90m, sum);
    }

    [Fact]
    public async Task Gift_card_that_was_given_back_is_taken_off_what_is_owed_on_gift_cards()
    {
        await using var wire = Posted();
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(25), 201);
        await Write(wire, Return(Back(null, 1, 25, restocked: false) with { Kind = OrderLineKind.GiftCard }));
        Assert.Equal([("2910", 25m)], Amounts(Assert.Single(wire.Bodies("POST"))));
    }

    [Fact]
    public async Task Goods_to_be_looked_at_go_to_the_quarantine_location()
    {
        await using var wire = Posted();
        const string quarantine = "0000000a-0000-0000-0000-000000000009";
        wire.Api200("locations", Wire.Page($$"""{"id":"{{LocationId}}","code":"MAIN","displayName":"Main store"},{"id":"{{quarantine}}","code":"QUARANTINE","displayName":"To be looked at"}"""));
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(20), 201);
        await Write(wire, Return(Back("A", 1, 10, restocked: false) with { Quarantined = true }, Back("A", 1, 10)), options => (options.DefaultLocation, options.QuarantineLocation) = ("MAIN", "QUARANTINE"));
        var lines = JsonNode.Parse(Assert.Single(wire.Bodies("POST")))!["salesCreditMemoLines"]!.AsArray();
        Assert.Equal(["Item", "Item"], lines.Select(line => (string)line!["lineType"]!));
        Assert.Equal([quarantine, LocationId], lines.Select(line => (string)line!["locationId"]!));
    }

    [Theory]
    [InlineData(null, "QuarantineLocation")]
    [InlineData("NOWHERE", "'NOWHERE'. The connection's QuarantineLocation names it.")]
    public async Task Goods_to_be_looked_at_need_a_place_and_are_never_put_on_sale_instead(string? code, string named)
    {
        await using var wire = Posted();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Return(Back("A", 1, 10, restocked: false) with { Quarantined = true }), options => options.QuarantineLocation = code));
        Assert.Equal((FaultKind.Rejected, Reasons.UnknownLocation), (fault.Kind, fault.Reason));
        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
        Assert.StartsWith("Set QuarantineLocation", fault.Advice, StringComparison.Ordinal);
        Assert.Empty(wire.Bodies("POST"));
    }

    [Fact]
    public async Task A_memo_has_the_dimensions_of_its_location()
    {
        await using var wire = Posted();
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(10), 201);
        await Write(wire, Return(Back("A", 1, 10)), options =>
        {
            options.Dimension2 = "RETAIL";
            options.Dimension1ByLocation["MAIN"] = "STORES";
        });
        var body = JsonNode.Parse(Assert.Single(wire.Bodies("POST")))!;
        Assert.Equal(("STORES", "RETAIL"), ((string?)body["shortcutDimension1Code"], (string?)body["shortcutDimension2Code"]));
    }

    [Theory]
    [InlineData("Open", true)]
    [InlineData("Paid", false)]
    public async Task Invoice_is_settled_only_while_it_is_unpaid(string status, bool settled)
    {
        await using var wire = Posted(status);
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(10), 201);

        await Write(wire, Return(Back("A", 1, 10)));

        Assert.Equal(settled, wire.Bodies("POST")[0].Contains($"\"invoiceId\":\"{Variant}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Added_tax_is_taken_back_where_it_was_posted()
    {
        await using var wire = Posted(prices: "false");
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(12), 201);

        await Write(wire, Return(Back("A", 1, 12) with { Tax = Eur(2) }), options => options.TaxAccount = "2920");

        var lines = JsonNode.Parse(wire.Bodies("POST")[0])!["salesCreditMemoLines"]!.AsArray();
        Assert.Equal([("A", 10m), ("2920", 2m)], lines.Select(line => ((string)line!["lineObjectNumber"]!, (decimal)line["unitPrice"]!)));
    }

    [Fact]
    public async Task Shipping_and_adjustment_are_without_tax_where_the_order_was()
    {
        await using var wire = Posted(prices: "false");
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Answer(16.80m), 201);
        var goods = Return(Back("A", 1, 12) with { Tax = Eur(2) }) with { Shipping = Eur(6), ShippingTax = Eur(1), Adjustment = Eur(-1.20m), AdjustmentTax = Eur(-0.20m), Total = Eur(16.80m) };

        await Write(wire, goods);
        await Write(wire, goods, options => options.TaxAccount = "2920");

        Assert.Null(goods.Imbalance());
        Assert.Equal([("A", 10m), ("6810", 5m), ("6840", -1m)], Amounts(wire.Bodies("POST")[0]));
        Assert.Equal([("A", 10m), ("6810", 5m), ("6840", -1m), ("2920", 2.80m)], Amounts(wire.Bodies("POST")[1]));
    }

    [Theory]
    [InlineData("true", "false", 14.40, 12, 10)]
    [InlineData("false", "true", 10, 10, 12)]
    public async Task Memo_is_made_anew_when_the_customers_prices_are_of_the_other_kind(string order, string memo, decimal computed, decimal first, decimal second)
    {
        await using var wire = Posted(prices: order);
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Memo(computed, memo), 201, to: "once");
        wire.Answer("GET", $"{wire.Api}/salesCreditMemos({Document})", Memo(computed, memo));
        wire.Answer("DELETE", $"{wire.Api}/salesCreditMemos({Document})", "", 204);
        wire.Answer("POST", $"{wire.Api}/salesCreditMemos", Memo(12, memo), 201, from: "once");

        await Write(wire, Return(Back("A", 1, 12) with { Tax = Eur(2) }));

        Assert.Equal([first, second], wire.Bodies("POST").Select(body => Amounts(body).Single().Amount));
        Assert.Single(wire.Sent, sent => sent.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Memo_that_an_unfinished_write_left_with_prices_of_the_other_kind_is_taken_away_and_made_anew()
    {
        await using var wire = Posted();
        wire.Api200("salesCreditMemos", Wire.Page(Memo(14.40m, "false")), "externalDocumentNumber eq 'web-r-1'");
        wire.Answer("GET", $"{wire.Api}/salesCreditMemos({Document})", Memo(14.40m, "false"));
        wire.Answer("GET", $"{wire.Api}/salesCreditMemos({Document})/salesCreditMemoLines", Wire.Page("""{"lineType":"Item","lineObjectNumber":"A","quantity":1,"unitPrice":12,"discountAmount":0}"""));
        wire.Answer("DELETE", $"{wire.Api}/salesCreditMemos({Document})", "", 204);

        var receipt = await wire.Open().Part<ILookUp<Return>>()!.FindAsync(
            Envelope(Return(Back("A", 1, 12) with { Tax = Eur(2) })) with { Intended = true }, TestContext.Current.CancellationToken);

        Assert.Null(receipt);
        Assert.Single(wire.Sent, sent => sent.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Return_waits_for_its_order()
    {
        await using var wire = Wired();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Return(Back("A", 1, 10))));
        Assert.Equal((FaultKind.Unmet, Reasons.UnknownOrder), (fault.Kind, fault.Reason));
    }

    [Fact]
    public async Task Return_of_a_deleted_order_is_rejected()
    {
        await using var wire = Wired().Link(EntityType.Order, "web", "web-5001", "5001").Link(EntityType.Order, Wire.Name, "web-5001", $"salesOrders/{Document}/web-5001");
        wire.Api200("salesOrders", Wire.Page("")).Api200("salesInvoices", Wire.Page(""));

        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Return(Back("A", 1, 10))));

        Assert.Equal((FaultKind.Rejected, Reasons.UnknownOrder), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Return_of_no_goods_is_rejected(int quantity)
    {
        await using var wire = Wired();
        var fault = await Assert.ThrowsAsync<ConnectorException>(() => Write(wire, Return(Back("A", quantity, 10))));
        Assert.Equal(Reasons.InvalidQuantity, fault.Reason);
    }

    [Fact]
    public async Task Memo_of_an_earlier_write_is_found_even_when_it_was_posted()
    {
        await using var wire = new Wire();
        wire.Api200("salesCreditMemos", Wire.Page(Answer(99).Replace("Draft", "Paid", StringComparison.Ordinal)), "externalDocumentNumber eq 'web-r-1'");

        var receipt = await wire.Open().Part<ILookUp<Return>>()!.FindAsync(Envelope(Return(Back("A", 1, 10))), TestContext.Current.CancellationToken);

        Assert.Equal($"salesCreditMemos/{Document}/web-r-1", receipt!.Id.Value);
    }

    [Theory]
    [InlineData(10, 3, "EUR")]
    [InlineData(9.99, 1, "EUR")]
    [InlineData(0.01, 7, "EUR")]
    [InlineData(0, 2, "EUR")]
    [InlineData(-10, 3, "EUR")]
    [InlineData(10.5, 0.333, "EUR")]
    [InlineData(1.234, 3, "KWD")]
    [InlineData(100, 3, "JPY")]
    public void Price_and_discount_give_the_amount_exactly(decimal amount, decimal quantity, string currency)
    {
        var money = new Money(amount, currency);
        var price = ExactPrice.Of(money, quantity);

        Assert.Equal(money.Amount, (new Money(price.UnitPrice, currency) * quantity).Rounded().Amount - price.Discount);
        Assert.True(price.Discount >= 0);
        Assert.Equal(new Money(price.UnitPrice, currency).Rounded().Amount, price.UnitPrice);
    }
}
