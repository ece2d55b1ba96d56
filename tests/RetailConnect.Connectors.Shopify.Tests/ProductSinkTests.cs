using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class ProductSinkTests
{
    private const string Gid = "gid://shopify/Product/1";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static ProductVariant Variant(string sku, string? title = null, decimal price = 19.9m, string currency = "EUR") => new()
    {
        Sku = new(sku), Title = title, Price = new() { Amount = new(price, currency), CompareAt = title is null ? null : new Money(25m, currency) }, Cost = new Money(8.5m, currency), Gtin = Gtin.Parse("4006381333931"),
    };

    private static Product Product(params IReadOnlyList<ProductVariant> variants) => new() { Id = "item-1", Title = "Shirt 👕", Description = "Cotton & <silk>\nsoft", Variants = variants };

    private static Envelope<Product> Envelope(Product product, string canonical = "erp-1", string? targetId = null) => TestConnection.Envelope("erp", Wire.Name, Change.Upserted("item-1", "1", product), canonical, targetId);

    private static Wire Wired() => new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""");

    private static string Written(string variants, string? next = null, string errors = "") =>
        $$"""{"productSet":{"product":{"id":"{{Gid}}","variants":{{Wire.Page(variants, next)}} },"userErrors":[{{errors}}]} }""";

    private static string Item(string sku, int number) => $$"""{"sku":"{{sku}}","inventoryItem":{"id":"gid://shopify/InventoryItem/{{number}}"} }""";

    private static string Layout(string options, string variants) => $$"""{"product":{"id":"{{Gid}}","options":[{{options}}],"variants":{{Wire.Page(variants)}} } }""";

    private static string Known(int number, string? sku, params (string Name, string Value)[] options) =>
        $$"""{"id":"gid://shopify/ProductVariant/{{number}}","sku":{{(sku is null ? "null" : $"\"{sku}\"")}},"selectedOptions":[{{string.Join(',', options.Select(option => $$"""{"name":"{{option.Name}}","value":"{{option.Value}}"}"""))}}]}""";

    [Fact]
    public async Task New_product_is_upserted_by_a_handle_of_ours()
    {
        await using var wire = Wired().Data("ProductSet", Written(Item("SHIRT", 5)));
        var receipt = await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("SHIRT"))), Token);
        Assert.Equal(Gid, receipt.Id.Value);
        Assert.Equal(new EntityLink(EntityType.Variant, new("SHIRT"), "gid://shopify/InventoryItem/5"), Assert.Single(receipt.Links));
        Snapshot.MatchText(wire.Variables("ProductSet")[0].ToJsonString(new() { WriteIndented = true }), "product-set-new");
    }

    [Fact]
    public async Task Variants_are_told_apart_by_one_option()
    {
        await using var wire = Wired().Data("ProductSet", Written(Item("S-RED", 5), "v1")).Data("ProductSetVariants", $$"""{"node":{"rest":{{Wire.Page(Item("S-BLUE", 6))}} } }""");
        var receipt = await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("S-RED", "Red"), Variant("S-BLUE", "Blue"), Variant("S-RED2", "red"), Variant("S-NONE"))), Token);
        var input = wire.Variables("ProductSet")[0]["input"]!;
        Assert.Equal("""[{"name":"Title","values":[{"name":"Red"},{"name":"Blue"},{"name":"S-RED2 red"},{"name":"S-NONE"}]}]""", input["productOptions"]!.ToJsonString());
        Assert.Equal(["Red", "Blue", "S-RED2 red", "S-NONE"], input["variants"]!.AsArray().Select(variant => variant!["optionValues"]![0]!["name"]!.GetValue<string>()));
        Assert.Equal(4, wire.Variables("ProductSet")[0]["first"]!.GetValue<int>());
        Assert.Equal(["gid://shopify/InventoryItem/5", "gid://shopify/InventoryItem/6"], receipt.Links.Select(link => link.External.Value));
    }

    [Theory]
    [InlineData("25", null, "\"25\"")]
    [InlineData("0", null, "null")]
    [InlineData("19.9", null, "null")]
    [InlineData(null, true, "null")]
    [InlineData(null, null, "")]
    public async Task A_crossed_out_price_is_above_the_price_or_null_and_never_0_and_what_is_unknown_is_not_named(string? compareAt, bool? none, string sent)
    {
        await using var wire = Wired().Data("ProductSet", Written(Item("SHIRT", 5)));
        var price = new Price { Amount = new(19.9m, "EUR"), CompareAt = compareAt is null ? null : new Money(decimal.Parse(compareAt, System.Globalization.CultureInfo.InvariantCulture), "EUR"), NoCompareAt = none };
        await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("SHIRT") with { Price = price })), Token);
        var variant = wire.Variables("ProductSet")[0]["input"]!["variants"]![0]!.AsObject();
        Assert.Equal(sent, variant.TryGetPropertyValue("compareAtPrice", out var value) ? value?.ToJsonString() ?? "null" : "");
    }

    [Fact]
    public async Task A_category_is_sent_as_product_type_when_it_is_known()
    {
        var written = Written(Item("SHIRT", 5));
        await using var wire = Wired().Data("ProductSet", written).Data("ProductSet", written).Data("ProductSet", written);
        var sink = wire.Open().Part<IBatchSink<Product>>()!;
        var product = Product(Variant("SHIRT"));
        await sink.WriteAsync(Envelope(product), Token);
        await sink.WriteAsync(Envelope(product with { Category = new() { Code = "TEX", Name = "Textiles" } }), Token);
        await sink.WriteAsync(Envelope(product with { Category = new() { Name = new string('x', 300) } }), Token);
        var inputs = wire.Variables("ProductSet").Select(variables => variables["input"]!.AsObject()).ToArray();
        Assert.Equal([false, true, true], inputs.Select(input => input.ContainsKey("productType")));
        Assert.Equal(["Textiles", new string('x', 255)], inputs[1..].Select(input => (string?)input["productType"]));
    }

    [Fact]
    public async Task Known_product_keeps_what_others_added()
    {
        await using var wire = Wired().Data("ProductLayout", Layout("""{"name":"Title"}""", $"{Known(1, "S-RED", ("Title", "Old red"))},{Known(2, "FOREIGN", ("Title", "Gift box"))}"));
        wire.Data("ProductSet", Written($"{Item("S-RED", 5)},{Item("FOREIGN", 6)}"));
        var receipt = await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("S-RED", "Red"), Variant("S-GIFT", "gift box")), targetId: Gid), Token);
        Snapshot.MatchText(wire.Variables("ProductSet")[0].ToJsonString(new() { WriteIndented = true }), "product-set-known");
        Assert.Equal("S-RED", Assert.Single(receipt.Links).Canonical.Value);
    }

    [Fact]
    public async Task Options_of_the_shop_are_left_as_they_are()
    {
        await using var wire = Wired().Data("ProductLayout", Layout("""{"name":"Color"},{"name":"Size"}""", Known(1, "S-RED", ("Color", "Red"), ("Size", "M")))).Data("ProductSet", Written(Item("S-RED", 5)));
        await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("S-RED", "Red / M")), targetId: Gid), Token);
        Assert.Equal("""[{"name":"Color","values":[{"name":"Red"}]},{"name":"Size","values":[{"name":"M"}]}]""", wire.Variables("ProductSet")[0]["input"]!["productOptions"]!.ToJsonString());
    }

    [Fact]
    public async Task New_variant_without_a_place_among_the_shops_options_is_rejected()
    {
        await using var wire = Wired().Data("ProductLayout", Layout("""{"name":"Color"},{"name":"Size"}""", Known(1, "S-RED", ("Color", "Red"), ("Size", "M"))));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("S-RED", "Red"), Variant("S-BLUE", "Blue")), targetId: Gid), Token));
        Assert.Equal((FaultKind.Rejected, "options-differ"), (fault.Kind, fault.Reason));
        Assert.NotNull(fault.Advice);
    }

    [Fact]
    public async Task Product_that_was_deleted_in_the_shop_is_rejected()
    {
        await using var wire = Wired().Data("ProductLayout", """{"product":null}""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("S")), targetId: Gid), Token));
        Assert.Equal((FaultKind.Rejected, "deleted-in-target"), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData("INVALID_VARIANT", FaultKind.Rejected)]
    [InlineData("SOMETHING_NEW", FaultKind.Rejected)]
    [InlineData("GENERIC_ERROR", FaultKind.Transient)]
    public async Task User_errors_name_code_and_field(string code, FaultKind kind)
    {
        await using var wire = Wired().Data("ProductSet", $$"""{"productSet":{"product":null,"userErrors":[{"code":"{{code}}","field":["input","variants","0"],"message":"Nobody ada@example.test can"}]} }""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(Product(Variant("S"))), Token));
        Assert.Equal((kind, $"productSet: {code} (input.variants.0): Nobody (address) can"), (fault.Kind, fault.Message));
    }

    [Fact]
    public async Task What_the_shop_could_not_sell_is_not_sent()
    {
        await using var wire = Wired();
        var sink = wire.Open().Part<IBatchSink<Product>>()!;
        (Product Product, string Reason)[] bad =
        [
            (Product(), Reasons.UnknownSku), (Product(Variant(" ")), Reasons.UnknownSku), (Product(Variant("A", "1"), Variant("A", "2")), Reasons.UnknownSku), (Product(Variant("A", currency: "KWD")), Reasons.UnsupportedCurrency),
        ];
        foreach (var (product, reason) in bad)
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await sink.WriteAsync(Envelope(product), Token));
            Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        }

        var delete = TestConnection.Envelope("erp", Wire.Name, Change.Deleted<Product>("item-1", "2"), "erp-1");
        Assert.Equal(FaultKind.Unsupported, (await Assert.ThrowsAsync<ConnectorException>(async () => await sink.WriteAsync(delete, Token))).Kind);
    }

    [Theory]
    [InlineData("true", true, null)]
    [InlineData("false", false, null)]
    [InlineData("true", null, null)]
    [InlineData("true", false, Reasons.PriceTaxDiffers)]
    [InlineData("false", true, Reasons.PriceTaxDiffers)]
    public async Task Price_is_sent_only_where_the_shop_states_prices_the_same_way(string shop, bool? price, string? reason)
    {
        await using var wire = new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", $$"""{"shop":{"currencyCode":"EUR","taxesIncluded":{{shop}}} }""");
        var variant = Variant("S");
        var product = Product(variant with { Price = variant.Price with { TaxIncluded = price } });
        if (reason is null)
        {
            wire.Data("ProductSet", Written(Item("S", 5)));
            await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(product), Token);
            return;
        }

        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await wire.Open().Part<IBatchSink<Product>>()!.WriteAsync(Envelope(product), Token));
        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        Assert.Equal(["BulkOperations", "Shop"], wire.Sent);
    }

    [Fact]
    public async Task Shop_is_asked_again_after_a_while_how_it_states_prices()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Wire.Start);
        await using var wire = Wired().Data("ProductSet", Written(Item("S", 5))).Data("ProductSet", Written(Item("S", 5))).Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":false}}""");
        wire.Time = time;
        var variant = Variant("S");
        var product = Product(variant with { Price = variant.Price with { TaxIncluded = true } });
        var sink = wire.Open().Part<IBatchSink<Product>>()!;
        await sink.WriteAsync(Envelope(product), Token);
        time.Advance(TimeSpan.FromMinutes(14));
        await sink.WriteAsync(Envelope(product), Token);
        time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(Reasons.PriceTaxDiffers, (await Assert.ThrowsAsync<ConnectorException>(async () => await sink.WriteAsync(Envelope(product), Token))).Reason);
    }

    [Theory]
    [InlineData("erp-1", "erp-1")]
    [InlineData("erp-A/1", "erp-a-1-")]
    [InlineData("erp-a_1", "erp-a-1-")]
    public void Handle_keeps_ids_apart(string id, string start)
    {
        var handle = Catalog.Handle.Of(new(id));
        Assert.StartsWith(start, handle, StringComparison.Ordinal);
        Assert.Matches("^[a-z0-9-]+$", handle);
        Assert.NotEqual(Catalog.Handle.Of(new("erp-A/1")), Catalog.Handle.Of(new("erp-a_1")));
    }
}
