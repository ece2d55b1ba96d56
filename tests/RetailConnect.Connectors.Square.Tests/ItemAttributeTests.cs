using System.Text.Json.Nodes;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class ItemAttributeTests
{
    private const string Search = "/v2/catalog/search";
    private const string Upsert = "/v2/catalog/batch-upsert";
    private const string Made = """{"id_mappings":[{"client_object_id":"#item-1","object_id":"ITEM1"},{"client_object_id":"#item-1-1","object_id":"VAR1"}]}""";
    private const string Material = """ "fabric":{"name":"Fabric","key":"fabric","type":"STRING","custom_attribute_definition_id":"DEF1","string_value":"Wool"} """;
    private const string Weight = """ "weight":{"name":"Weight","key":"weight","type":"NUMBER","custom_attribute_definition_id":"DEF2","number_value":"2.50000"} """;
    private const string Foreign = """ "other:stars":{"name":"Stars","key":"other:stars","type":"SELECTION","custom_attribute_definition_id":"DEF3","selection_uid_values":["A"]} """;

    [Fact]
    public async Task Attributes_of_a_new_item_stand_under_the_keys_of_their_definitions()
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Made);
        await WriteAsync(wire, null, Attribute("material", AttributeValue.Of("Wool 🐑")), Attribute("weight", AttributeValue.Of(2.5m)), Attribute("washable", AttributeValue.Of(false)), Attribute("season", AttributeValue.Of(new DateOnly(2026, 11, 27))), Attribute("secret", AttributeValue.Of("x")));
        Wire.Same("""{"fabric":{"string_value":"Wool 🐑"},"weight":{"number_value":"2.5"},"washable":{"boolean_value":false},"season":{"string_value":"2026-11-27"}}""", Sent(wire)!.ToJsonString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_product_without_mapped_attributes_is_sent_as_before(bool unmapped)
    {
        await using var wire = new Wire().Post(Search, "{}").Post(Upsert, Made);
        await WriteAsync(wire, null, unmapped ? [Attribute("secret", AttributeValue.Of("x"))] : []);
        Assert.Null(Sent(wire));
    }

    [Fact]
    public async Task Attributes_of_others_stay_and_what_only_square_writes_is_left_out()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S", "VAR1").Post(Samples.Retrieve, Existing(Material, Weight, Foreign)).Post(Upsert, "{}");
        await WriteAsync(wire, "ITEM1", Attribute("material", AttributeValue.Of("Linen")), Attribute("weight", AttributeValue.Of(2.5m)));
        Wire.Same("""{"fabric":{"string_value":"Linen","name":"Fabric"},"weight":{"number_value":"2.50000","name":"Weight"},"other:stars":{"name":"Stars","selection_uid_values":["A"]}}""", Sent(wire)!.ToJsonString());
    }

    [Fact]
    public async Task What_is_there_already_is_not_written_again()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S", "VAR1").Post(Samples.Retrieve, Existing(Material, Weight, Foreign));
        Assert.True((await WriteAsync(wire, "ITEM1", Attribute("material", AttributeValue.Of("Wool")), Attribute("weight", AttributeValue.Of(2.500m)))).Receipt!.Unchanged);
    }

    [Fact]
    public async Task What_is_cleared_is_left_out()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S", "VAR1").Post(Samples.Retrieve, Existing(Material, Weight)).Post(Upsert, "{}");
        await WriteAsync(wire, "ITEM1", Attribute("material", AttributeValue.Cleared));
        Wire.Same("""{"weight":{"number_value":"2.50000","name":"Weight"}}""", Sent(wire)!.ToJsonString());
    }

    public static TheoryData<string, AttributeValue, string> Wrong => new()
    {
        { "weight", AttributeValue.Of("heavy"), Reasons.AttributeTypeDiffers }, { "weight", AttributeValue.Of(1.000001m), Reasons.AttributeTypeDiffers }, { "material", AttributeValue.Of(2m), Reasons.AttributeTypeDiffers },
        { "washable", AttributeValue.Of("true"), Reasons.AttributeTypeDiffers }, { "stars", AttributeValue.Of("A"), Reasons.AttributeTypeDiffers },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_value_that_the_definition_does_not_hold_is_refused_before_anything_is_written(string name, AttributeValue value, string reason)
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S", "VAR1").Post(Samples.Retrieve, Existing(Material, Foreign));
        var fault = (await WriteAsync(wire, "ITEM1", Attribute(name, value))).Fault!;
        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        Assert.NotNull(fault.Advice);
    }

    [Fact]
    public async Task An_attribute_that_is_named_twice_is_refused()
    {
        await using var wire = new Wire().Link(EntityType.Variant, "S", "VAR1").Post(Samples.Retrieve, Existing(Material));
        Assert.Equal("attribute-twice", (await WriteAsync(wire, "ITEM1", Attribute("material", AttributeValue.Of("A")), Attribute("material", AttributeValue.Of("B")))).Fault!.Reason);
    }

    [Fact]
    public void A_place_that_is_no_custom_attribute_is_refused_at_the_start()
    {
        var options = new SquareOptions { AccessToken = "a-token-of-the-test" };
        Mapped(options);
        Assert.True(new SquareRules().Validate(null, options).Succeeded);
        options.Attributes["nothing"] = new();
        options.Attributes["choice"] = new("choice", "SELECTION");
        options.Attributes["again"] = new("fabric");
        Assert.Equal(3, new SquareRules().Validate(null, options).Failures!.Count());
    }

    private static ProductAttribute Attribute(string name, AttributeValue value) => new() { Name = name, Value = value };

    private static void Mapped(SquareOptions options)
    {
        options.Attributes["material"] = new("fabric");
        options.Attributes["weight"] = new("weight", "NUMBER");
        options.Attributes["washable"] = new("washable", "BOOLEAN");
        options.Attributes["season"] = new("season");
        options.Attributes["stars"] = new("other:stars");
    }

    private static async Task<WriteResult> WriteAsync(Wire wire, string? target, params ProductAttribute[] attributes)
    {
        var product = new Product { Id = "P1", Title = "Shirt", Attributes = attributes, Variants = [new() { Sku = new("S"), Price = Price.Of(new(10m, "EUR")) }] };
        return Assert.Single(await wire.Open(Mapped).Part<IBatchSink<Product>>()!.WriteBatchAsync([TestConnection.Envelope("erp", Wire.Name, Change.Upserted("P1", "1", product), "P1", target)], Wire.Token));
    }

    private static JsonNode? Sent(Wire wire) => JsonNode.Parse(wire.Body(Upsert))!["batches"]![0]!["objects"]![0]!["custom_attribute_values"];

    private static string Existing(params string[] values) => $$$"""
        {"objects":[{"type":"ITEM","id":"ITEM1","version":7,"present_at_all_locations":true,"custom_attribute_values":{{{{string.Join(',', values)}}}},"item_data":{"name":"Shirt","variations":[
          {"type":"ITEM_VARIATION","id":"VAR1","version":7,"present_at_all_locations":true,"item_variation_data":{"item_id":"ITEM1","name":"Regular","sku":"S","pricing_type":"FIXED_PRICING","price_money":{"amount":1000,"currency":"EUR"},"track_inventory":true}}]}}]}
        """;
}
