using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class ListPriceSinkTests
{
    private const string List = "gid://shopify/PriceList/5";
    private const string Done = """{"priceListFixedPricesAdd":{"userErrors":[]}}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Prices_of_one_list_go_in_one_call_and_a_crossed_out_price_that_is_not_above_is_not_named()
    {
        await using var wire = Wired("A", "B").Data("FixedPricesAdd", Done);
        var results = await WriteAsync(wire, Price("A", 7m, compareAt: 9m), Price("B", 8m, compareAt: 0m));
        Assert.Equal([$"{List}|{Variant("A")}", $"{List}|{Variant("B")}"], results.Select(result => result.Receipt!.Id.Value));
        Assert.Equal(["PriceLists", "VariantsShown", "FixedPricesAdd"], wire.Sent);
        Assert.Equal(
            $$$"""{"id":"{{{List}}}","prices":[{"variantId":"{{{Variant("A")}}}","price":{"amount":"7","currencyCode":"EUR"},"compareAtPrice":{"amount":"9","currencyCode":"EUR"}},{"variantId":"{{{Variant("B")}}}","price":{"amount":"8","currencyCode":"EUR"}}]}""",
            wire.Variables("FixedPricesAdd")[0].ToJsonString());
    }

    [Fact]
    public async Task A_line_that_is_refused_is_taken_out_and_the_others_are_sent_again()
    {
        await using var wire = Wired("A", "B", "C")
            .Data("FixedPricesAdd", Refused("priceListFixedPricesAdd", ("VARIANT_NOT_FOUND", """["prices","1","variantId"]"""))).Data("FixedPricesAdd", Done);
        var results = await WriteAsync(wire, Price("A", 7m), Price("B", 8m), Price("C", 9m));
        Assert.Equal((null, Reasons.UnknownSku, null), (results[0].Fault, results[1].Fault!.Reason, results[2].Fault));
        Assert.Equal([Variant("A"), Variant("C")], wire.Variables("FixedPricesAdd")[1]["prices"]!.AsArray().Select(price => (string)price!["variantId"]!));
    }

    [Fact]
    public async Task A_refusal_that_names_no_line_is_found_line_by_line()
    {
        await using var wire = Wired("A", "B").Data("FixedPricesAdd", Refused("priceListFixedPricesAdd", ("BLANK", """["prices"]"""))).Data("FixedPricesAdd", Done).Data("FixedPricesAdd", Refused("priceListFixedPricesAdd", ("BLANK", "null")));
        var results = await WriteAsync(wire, Price("A", 7m), Price("B", 8m));
        Assert.Equal([FaultKind.Rejected], results.Select(result => result.Fault?.Kind).OfType<FaultKind>());
        Assert.Equal([2, 1, 1], wire.Variables("FixedPricesAdd").Select(variables => variables["prices"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("PRICE_LIST_NOT_FOUND", """["priceListId"]""", Reasons.UnknownPriceList)]
    [InlineData("PRICE_LIST_CURRENCY_MISMATCH", """["prices","0","price","currencyCode"]""", Reasons.UnsupportedCurrency)]
    [InlineData("LOCAL_CURRENCY_GIFT_CARD_LIMIT_EXCEEDED", """["prices","0","price"]""", Reasons.Rejected)]
    public async Task What_the_shop_refuses_has_a_reason(string code, string field, string reason)
    {
        await using var wire = Wired("A").Data("FixedPricesAdd", Refused("priceListFixedPricesAdd", (code, field)));
        Assert.Equal((FaultKind.Rejected, reason), (await WriteAsync(wire, Price("A", 7m)))[0].Fault is { } fault ? (fault.Kind, fault.Reason) : default);
    }

    [Fact]
    public async Task A_list_or_variant_that_cant_be_told_is_refused_without_a_call()
    {
        await using var wire = new Wire().Data("PriceLists", Lists).Data("VariantsShown", Page(Shown("A", 1), Shown("A", 2), Shown("b", 3)));
        var results = await WriteAsync(wire, Price("A", 7m), Price("B", 7m), Price("A", 7m, list: "B2C"), Price("A", 7m, currency: "CHF"), Price("A", -1m), Price(" ", 1m));
        Assert.Equal([Reasons.AmbiguousMatch, Reasons.UnknownSku, Reasons.UnknownPriceList, Reasons.UnsupportedCurrency, Reasons.Rejected, Reasons.UnknownSku], results.Select(result => result.Fault!.Reason));
        Assert.Equal(FaultKind.Unmet, results[1].Fault!.Kind);
        Assert.Equal(["PriceLists", "VariantsShown"], wire.Sent);
    }

    [Fact]
    public async Task What_is_gone_is_taken_off_where_we_wrote_it_and_what_is_gone_already_is_done()
    {
        await using var wire = new Wire()
            .Data("FixedPricesDelete", Refused("priceListFixedPricesDelete", ("PRICE_NOT_FIXED", """["variantIds","0"]"""))).Data("FixedPricesDelete", """{"priceListFixedPricesDelete":{"userErrors":[]}}""");
        var results = await WriteAsync(wire, Gone("A", $"{List}|{Variant("A")}"), Gone("B", $"{List}|{Variant("B")}"), Gone("C", null));
        Assert.Equal((true, false, FaultKind.Unsupported), (results[0].Receipt!.Unchanged, results[1].Receipt!.Unchanged, results[2].Fault!.Kind));
        Assert.Equal($$"""{"id":"{{List}}","variants":["{{Variant("B")}}"]}""", wire.Variables("FixedPricesDelete")[1].ToJsonString());
        Assert.Equal(["FixedPricesDelete", "FixedPricesDelete"], wire.Sent);
    }

    [Fact]
    public void What_is_no_price_list_is_refused_at_the_start()
    {
        var options = new ShopifyOptions { Shop = new("https://shop.example"), AccessToken = "t" };
        options.PriceLists["B2B"] = List;
        Assert.True(new ShopifyRules().Validate(null, options).Succeeded);
        options.PriceLists["SWISS"] = "Schweiz";
        Assert.StartsWith("PriceLists: 'Schweiz' of 'SWISS'", Assert.Single(new ShopifyRules().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    private const string Lists = """{"page":{"nodes":[{"id":"gid://shopify/PriceList/4","name":"Other","currency":"USD"},{"id":"gid://shopify/PriceList/5","name":"B2B","currency":"EUR"}],"pageInfo":{"hasNextPage":false}}}""";

    private static string Variant(string sku) => $"gid://shopify/ProductVariant/{sku[0] - 'A' + 1}";

    private static string Shown(string sku, int number) => $$$"""{"id":"gid://shopify/ProductVariant/{{{number}}}","sku":"{{{sku}}}","price":"1.00","product":{"id":"gid://shopify/Product/1","status":"ACTIVE"}}""";

    private static Wire Wired(params string[] skus) => new Wire().Data("PriceLists", Lists).Data("VariantsShown", Page([.. skus.Select(sku => Shown(sku, sku[0] - 'A' + 1))]));

    private static string Page(params string[] nodes) => $"{{\"page\":{Wire.Page(string.Join(',', nodes))}}}";

    private static string Refused(string mutation, params (string Code, string Field)[] errors) =>
        $"{{\"{mutation}\":{{\"userErrors\":[{string.Join(',', errors.Select(error => $"{{\"code\":\"{error.Code}\",\"field\":{error.Field},\"message\":\"No.\"}}"))}]}}}}";

    private static async Task<IReadOnlyList<WriteResult>> WriteAsync(Wire wire, params Envelope<ListPrice>[] envelopes) => await wire.Open().Part<IBatchSink<ListPrice>>()!.WriteBatchAsync(envelopes, Token);

    private static Envelope<ListPrice> Price(string sku, decimal amount, decimal? compareAt = null, string list = "B2B", string currency = "EUR") => TestConnection.Envelope(
        "lists", Wire.Name,
        Change.Upserted(ListPrice.IdOf(list, new(sku)), "1", new ListPrice { List = list, Sku = new(sku), Price = new() { Amount = new(amount, currency), CompareAt = compareAt is { } before ? new Money(before, currency) : null } }), $"lists-{sku}", null);

    private static Envelope<ListPrice> Gone(string sku, string? targetId) => TestConnection.Envelope("lists", Wire.Name, Change.Deleted<ListPrice>(ListPrice.IdOf("B2B", new(sku)), "2"), $"lists-{sku}", targetId);
}
