using System.Text.Json.Nodes;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Catalog.Attributes;
using RetailConnect.Tests;

namespace RetailConnect.Connectors.Shopify.Tests;

public sealed class MetafieldTests
{
    private const string Gid = "gid://shopify/Product/1";
    private const string Written = """{"productSet":{"product":{"id":"gid://shopify/Product/1","variants":{"nodes":[],"pageInfo":{"hasNextPage":false}}},"userErrors":[]}}""";
    private const string Set = """{"metafieldsSet":{"userErrors":[]}}""";
    private static readonly string Layout = $$"""{"product":{"id":"{{Gid}}","options":[{"name":"Title"}],"variants":{{Wire.Page("")}} } }""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attributes_of_a_new_product_follow_it_as_typed_metafields_with_a_mark_of_ours()
    {
        await using var wire = Wired().Data("ProductSet", Written).Data("ProductMetafields", Owned()).Data("MetafieldsSet", Set);
        await Sink(wire).WriteAsync(Envelope(
        [
            Attribute("material", AttributeValue.Of("Wool 🐑")), Attribute("weight", AttributeValue.Of(2.50m)), Attribute("washable", AttributeValue.Of(false)), Attribute("season", AttributeValue.Of(new DateOnly(2026, 11, 27))),
            Attribute("released", AttributeValue.Of(Wire.Start)), Attribute("secret", AttributeValue.Of("not mapped")),
        ]), Token);
        Assert.Equal(["BulkOperations", "Shop", "ProductSet", "ProductMetafields", "MetafieldsSet"], wire.Sent);
        Assert.Equal("""{"ids":["gid://shopify/Product/1"],"keys":["custom.material","custom.pieces","custom.released","custom.season","custom.washable","custom.weight"],"count":6}""", wire.Variables("ProductMetafields")[0].ToJsonString());
        Snapshot.MatchText(wire.Variables("MetafieldsSet")[0].ToJsonString(new() { WriteIndented = true }), "metafields-set");
    }

    [Fact]
    public async Task A_product_without_mapped_attributes_costs_no_call_more()
    {
        await using var wire = Wired().Data("ProductSet", Written).Data("ProductLayout", Layout).Data("ProductSet", Written);
        var sink = Sink(wire);
        await sink.WriteAsync(Envelope(null), Token);
        await sink.WriteAsync(Envelope([Attribute("secret", AttributeValue.Of("not mapped"))], Gid), Token);
        Assert.Equal(["BulkOperations", "Shop", "ProductSet", "ProductLayout", "ProductSet"], wire.Sent);
    }

    [Fact]
    public async Task Metafields_of_another_shape_refuse_the_product_before_it_is_written()
    {
        await using var wire = new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("ProductMetafields", $$"""{"nodes":[{"id":"{{Gid}}","metafields":7}]}""");
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope([Attribute("weight", AttributeValue.Of(2.5m))], Gid), Token));
        Assert.Equal((FaultKind.Rejected, Reasons.UnknownValue), (fault.Kind, fault.Reason));
        Assert.DoesNotContain("ProductSet", wire.Sent);
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        var marks = MetafieldMarks.Write(new Dictionary<string, string> { ["custom.weight"] = MetafieldMarks.Of("number_decimal", "2.5") });
        await using var wire = Known(Owned(marks, ("custom", "custom.weight", "number_decimal", "2.50", "d1")));
        await Sink(wire).WriteAsync(Envelope([Attribute("weight", AttributeValue.Of(2.5m))], Gid), Token);
        Assert.Equal(["BulkOperations", "ProductMetafields", "Shop", "ProductLayout", "ProductSet"], wire.Sent);
    }

    [Fact]
    public async Task What_is_ours_is_replaced_under_the_digest_that_was_read()
    {
        var marks = MetafieldMarks.Write(new Dictionary<string, string> { ["custom.weight"] = MetafieldMarks.Of("number_decimal", "2.5") });
        await using var wire = Known(Owned(marks, ("custom", "weight", "number_decimal", "2.5", "d1"))).Data("MetafieldsSet", Set);
        await Sink(wire).WriteAsync(Envelope([Attribute("weight", AttributeValue.Of(3m))], Gid), Token);
        var sent = wire.Variables("MetafieldsSet")[0]["metafields"]!.AsArray();
        Assert.Equal(("3", "d1"), ((string?)sent[0]!["value"], (string?)sent[0]!["compareDigest"]));
        Assert.Equal(("attribute_marks", "marks-digest"), ((string?)sent[1]!["key"], (string?)sent[1]!["compareDigest"]));
        Assert.False(sent[1]!.AsObject().ContainsKey("namespace"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_somebody_changed_in_the_shop_is_left_alone_unless_the_map_says_otherwise(bool overwrite)
    {
        var marks = MetafieldMarks.Write(new Dictionary<string, string> { ["custom.material"] = MetafieldMarks.Of("single_line_text_field", "Wool") });
        await using var wire = Known(Owned(marks, ("custom", "material", "single_line_text_field", "Finest wool", "d1")));
        if (overwrite)
        {
            wire.Data("MetafieldsSet", Set);
        }

        var sink = Sink(wire, options => options.Attributes["material"].Overwrite = overwrite);
        Assert.Equal(Gid, (await sink.WriteAsync(Envelope([Attribute("material", AttributeValue.Of("Linen"))], Gid), Token)).Id.Value);
        Assert.Equal(overwrite, wire.Sent.Contains("MetafieldsSet"));
    }

    [Fact]
    public async Task What_is_cleared_is_taken_away_when_it_is_ours()
    {
        var marks = MetafieldMarks.Write(new Dictionary<string, string> { ["custom.material"] = MetafieldMarks.Of("single_line_text_field", "Wool"), ["custom.weight"] = MetafieldMarks.Of("number_decimal", "2") });
        await using var wire = Known(Owned(marks, ("custom", "material", "single_line_text_field", "Wool", "d1"), ("custom", "weight", "number_decimal", "9", "d2"))).Data("MetafieldsDelete", """{"metafieldsDelete":{"userErrors":[]}}""");
        await Sink(wire).WriteAsync(Envelope([Attribute("material", AttributeValue.Cleared), Attribute("weight", AttributeValue.Cleared), Attribute("season", AttributeValue.Cleared)], Gid), Token);
        Assert.Equal($$"""{"places":[{"ownerId":"{{Gid}}","namespace":"custom","key":"material"}]}""", wire.Variables("MetafieldsDelete")[0].ToJsonString());
    }

    public static TheoryData<string, AttributeValue> Wrong => new()
    {
        { "weight", AttributeValue.Of("heavy") }, { "material", AttributeValue.Of(2m) }, { "washable", AttributeValue.Of("true") }, { "season", AttributeValue.Of(Wire.Start) },
        { "material", AttributeValue.Of("two\nlines") }, { "pieces", AttributeValue.Of(2.5m) }, { "pieces", AttributeValue.Of(9_007_199_254_740_992m) }, { "weight", AttributeValue.Of(0.0000000001m) }, { "weight", AttributeValue.Of(10_000_000_000_000m) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_value_that_the_metafield_does_not_hold_is_refused_before_anything_is_sent(string name, AttributeValue value)
    {
        await using var wire = new Wire().Data("BulkOperations", Wire.NoneUnderWay);
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope([Attribute(name, value)]), Token));
        Assert.Equal((FaultKind.Rejected, Reasons.AttributeTypeDiffers), (fault.Kind, fault.Reason));
        Assert.NotNull(fault.Advice);
        Assert.Equal(["BulkOperations"], wire.Sent);
    }

    [Fact]
    public async Task A_metafield_of_another_type_in_the_shop_refuses_a_known_product_before_it_is_written()
    {
        await using var wire = new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("ProductMetafields", Owned(null, ("custom", "weight", "weight", """{"value":2,"unit":"kg"}""", "d")));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope([Attribute("weight", AttributeValue.Of(3m))], Gid), Token));
        Assert.Equal((FaultKind.Rejected, Reasons.AttributeTypeDiffers), (fault.Kind, fault.Reason));
        Assert.DoesNotContain("ProductSet", wire.Sent);
    }

    [Fact]
    public async Task An_attribute_that_is_named_twice_is_refused()
    {
        await using var wire = new Wire().Data("BulkOperations", Wire.NoneUnderWay);
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await Sink(wire).WriteAsync(Envelope([Attribute("weight", AttributeValue.Of(3m)), Attribute("weight", AttributeValue.Of(4m))]), Token));
        Assert.Equal((FaultKind.Rejected, "attribute-twice"), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData("STALE_OBJECT", FaultKind.Conflict, null)]
    [InlineData("INTERNAL_ERROR", FaultKind.Transient, null)]
    [InlineData("INVALID_TYPE", FaultKind.Rejected, Reasons.AttributeRefused)]
    public async Task A_refused_product_is_taken_out_of_its_call_and_the_others_are_sent_again(string code, FaultKind kind, string? reason)
    {
        await using var wire = Wired();
        var sink = await OpenForTwoAsync(wire);

        wire.Data("ProductMetafields", $$"""{"nodes":[{"id":"gid://shopify/Product/2","metafields":{"nodes":[]},"marks":null},{"id":"{{Gid}}","metafields":{"nodes":[]},"marks":null}]}""");
        wire.Data("MetafieldsSet", $$"""{"metafieldsSet":{"userErrors":[{"code":"{{code}}","elementIndex":2,"field":["metafields","2","value"],"message":"No"}]} }""").Data("MetafieldsSet", Set);
        var results = await sink.WriteBatchAsync([Envelope([Attribute("weight", AttributeValue.Of(1m))], canonical: "a"), Envelope([Attribute("weight", AttributeValue.Of(2m))], canonical: "b")], Token);
        var (first, again) = (wire.Variables("MetafieldsSet")[0]["metafields"]!.AsArray(), wire.Variables("MetafieldsSet")[1]["metafields"]!.AsArray());
        Assert.Equal((4, 2), (first.Count, again.Count));
        Assert.Equal((string?)first[0]!["ownerId"], (string?)again[0]!["ownerId"]);
        var fault = Assert.Single(results, result => result.Fault is not null).Fault!;
        Assert.Equal((kind, reason), (fault.Kind, fault.Reason));
        Assert.Single(results, result => result.Receipt is not null);
    }

    [Fact]
    public async Task Errors_that_name_nothing_part_the_call_into_its_products()
    {
        await using var wire = Wired();
        var sink = await OpenForTwoAsync(wire);

        const string Refused = """{"metafieldsSet":{"userErrors":[{"code":"INVALID","field":null,"message":"No"}]}}""";
        wire.Data("ProductMetafields", """{"nodes":[]}""").Data("MetafieldsSet", Refused).Data("MetafieldsSet", Refused).Data("MetafieldsSet", Set);
        var results = await sink.WriteBatchAsync([Envelope([Attribute("weight", AttributeValue.Of(1m))], canonical: "a"), Envelope([Attribute("weight", AttributeValue.Of(2m))], canonical: "b")], Token);
        Assert.Single(results, result => result.Fault is { Kind: FaultKind.Rejected, Reason: Reasons.AttributeRefused });
    }

    [Fact]
    public async Task Metafields_are_read_back_as_attributes()
    {
        await using var wire = new Wire().Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""").Data("Products", $$"""{"page":{{Wire.Page($"{Listed(1)},{Listed(2)},{Listed(3)}")}} }""");
        wire.Data("ProductMetafields", $$"""
            {"nodes":[{"id":"{{Gid}}","metafields":{"nodes":[{{Field("custom", "custom.weight", "number_decimal", "2.50", "d")}},{{Field("custom", "material", "single_line_text_field", "Wool", "d")}}]},"marks":null},
                      {"id":"gid://shopify/Product/2","metafields":{"nodes":[]},"marks":null},
                      {"id":"gid://shopify/Product/3","metafields":{"nodes":[{{Field("custom", "weight", "weight", "{}", "d")}}]},"marks":null}]}
            """);
        var page = await wire.Open(Mapped).Part<IChangeSource<Product>>()!.ReadAsync(new(null, 250, TimeSpan.FromMinutes(2)), Token);
        Assert.Equal([Attribute("material", AttributeValue.Of("Wool")), Attribute("weight", AttributeValue.Of(2.5m))], page.Changes[0].Value!.Attributes!);
        Assert.Null(page.Changes[1].Value!.Attributes);
        Assert.Equal(Reasons.AttributeTypeDiffers, page.Changes[2].Fault?.Reason);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void Marks_that_are_none_of_ours_mark_nothing(string text) => Assert.Empty(MetafieldMarks.Read(text));

    [Fact]
    public void A_value_has_one_mark_however_the_shop_writes_it()
    {
        Assert.Equal(MetafieldMarks.Of("date_time", "2026-11-27T12:00:00Z"), MetafieldMarks.Of("date_time", "2026-11-27T13:00:00+01:00"));
        Assert.NotEqual(MetafieldMarks.Of("single_line_text_field", "1"), MetafieldMarks.Of("number_integer", "1"));
        Assert.True(MetafieldMarks.Knows(new Dictionary<string, string> { ["custom.a"] = MetafieldMarks.Of("date", "2026-11-27") }, new WireMetafield("custom", "a", "date", "2026-11-27", "d")));
    }

    [Theory]
    [InlineData("no", "weight", "number_decimal")]
    [InlineData("custom", "w", "number_decimal")]
    [InlineData("custom", "we ight", "number_decimal")]
    [InlineData("custom", "weight", "dimension")]
    [InlineData("custom", "material", "number_decimal")]
    public void A_place_that_is_no_metafield_is_refused_at_the_start(string space, string key, string type)
    {
        var options = new ShopifyOptions { Shop = new("https://shop.example"), AccessToken = "t" };
        options.Attributes["material"] = new("custom", "material", "single_line_text_field");
        Assert.True(new ShopifyRules().Validate(null, options).Succeeded);
        options.Attributes["weight"] = new(space, key, type);
        Assert.StartsWith("Attributes: ", Assert.Single(new ShopifyRules().Validate(null, options).Failures!), StringComparison.Ordinal);
    }

    private static ProductAttribute Attribute(string name, AttributeValue value) => new() { Name = name, Value = value };

    private static void Mapped(ShopifyOptions options)
    {
        foreach (var (name, type) in (ReadOnlySpan<(string, string)>)[("material", "single_line_text_field"), ("weight", "number_decimal"), ("washable", "boolean"), ("season", "date"), ("released", "date_time"), ("pieces", "number_integer")])
        {
            options.Attributes[name] = new("custom", name, type);
        }
    }

    private static IBatchSink<Product> Sink(Wire wire, Action<ShopifyOptions>? change = null) => wire.Open(options =>
    {
        Mapped(options);
        change?.Invoke(options);
    }).Part<IBatchSink<Product>>()!;

    /// <summary>A sink that knows the shop, so that two writes at once do not both ask for it.</summary>
    private static async Task<IBatchSink<Product>> OpenForTwoAsync(Wire wire)
    {
        var sink = Sink(wire);
        wire.Data("ProductSet", Written);
        await sink.WriteAsync(Envelope(null, canonical: "first"), Token);
        wire.Data("ProductSet", Written).Data("ProductSet", Written.Replace("Product/1", "Product/2", StringComparison.Ordinal));
        return sink;
    }

    private static Envelope<Product> Envelope(IReadOnlyList<ProductAttribute>? attributes, string? targetId = null, string canonical = "erp-1")
    {
        var product = new Product { Id = "item-1", Title = "Shirt", Attributes = attributes, Variants = [new() { Sku = new($"SHIRT-{canonical}"), Price = Price.Of(new(9.5m, "EUR")) }] };
        return TestConnection.Envelope("erp", Wire.Name, Change.Upserted("item-1", "1", product), canonical, targetId);
    }

    private static Wire Wired() => new Wire().Data("BulkOperations", Wire.NoneUnderWay).Data("Shop", """{"shop":{"currencyCode":"EUR","taxesIncluded":true}}""");

    private static Wire Known(string owned) => Wired().Data("ProductMetafields", owned).Data("ProductLayout", Layout).Data("ProductSet", Written);

    private static string Owned(string? marks = null, params (string Space, string Key, string Type, string Value, string Digest)[] fields) => new JsonObject
    {
        ["nodes"] = new JsonArray(new JsonObject
        {
            ["id"] = Gid, ["metafields"] = new JsonObject { ["nodes"] = new JsonArray([.. fields.Select(field => JsonNode.Parse(Field(field.Space, field.Key, field.Type, field.Value, field.Digest)))]) },
            ["marks"] = marks is null ? null : new JsonObject { ["value"] = marks, ["compareDigest"] = "marks-digest" },
        }),
    }.ToJsonString();

    private static string Field(string space, string key, string type, string value, string digest) =>
        new JsonObject { ["namespace"] = space, ["key"] = key, ["type"] = type, ["value"] = value, ["compareDigest"] = digest }.ToJsonString();

    private static string Listed(int number) => $$"""
        {"id":"gid://shopify/Product/{{number}}","title":"Shirt","status":"ACTIVE","updatedAt":"2026-11-22T11:00:00Z","variants":{{Wire.Page($$"""{"id":"gid://shopify/ProductVariant/{{number}}","sku":"S-{{number}}","title":"Red","price":"19.90","inventoryItem":{"id":"gid://shopify/InventoryItem/{{number}}"} }""")}} }
        """;
}
