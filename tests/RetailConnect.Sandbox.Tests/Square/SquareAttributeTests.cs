using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Square;

public sealed class SquareAttributeTests
{
    private const string Upsert = "/v2/catalog/batch-upsert";

    [Theory]
    [InlineData("""{"unknown":{"string_value":"Wool"}}""", "INVALID_VALUE")]
    [InlineData("""{"fabric":{"number_value":"2"}}""", "INVALID_VALUE")]
    [InlineData("""{"fabric":{"string_value":""}}""", "INVALID_VALUE")]
    [InlineData("""{"fabric":{"string_value":5}}""", "INVALID_VALUE")]
    [InlineData("""{"fabric":{"string_value":"Wool","number_value":"2"}}""", "INVALID_VALUE")]
    [InlineData("""{"fabric":{"string_value":"Wool","type":"STRING"}}""", "BAD_REQUEST")]
    [InlineData("""{"fabric":{"name":"Fabric"}}""", "INVALID_VALUE")]
    [InlineData("""{"fabric":"Wool"}""", "INVALID_VALUE")]
    [InlineData("""{"weight":{"number_value":2}}""", "INVALID_VALUE")]
    [InlineData("""{"weight":{"number_value":"2.000001"}}""", "INVALID_VALUE")]
    [InlineData("""{"weight":{"number_value":"heavy"}}""", "INVALID_VALUE")]
    [InlineData("""{"washable":{"boolean_value":"true"}}""", "INVALID_VALUE")]
    [InlineData("[]", "EXPECTED_OBJECT")]
    public async Task A_value_without_definition_or_of_another_type_is_refused(string values, string code)
    {
        var pos = await DefinedAsync();
        var (status, body) = await pos.PostAsync(Upsert, Pos.Upsert("k", more: $",\"custom_attribute_values\":{values}"));
        Assert.Equal((400, code), (status, (string?)body["errors"]![0]!["code"]));
        Assert.Empty(pos.Simulator.Variations);
    }

    [Fact]
    public async Task A_value_is_shown_with_what_its_definition_says_and_goes_when_it_is_not_repeated()
    {
        var pos = await DefinedAsync();
        var (_, body) = await pos.PostAsync(Upsert, Pos.Upsert("k", more: """,  "custom_attribute_values":{"fabric":{"string_value":"Wool"},"weight":{"number_value":"2.5"},"washable":{"boolean_value":false}}"""));
        var item = body["objects"]![0]!;
        Assert.Equal(("STRING", "fabric", "Wool"), ((string?)item["custom_attribute_values"]!["fabric"]!["type"], (string?)item["custom_attribute_values"]!["fabric"]!["key"], (string?)item["custom_attribute_values"]!["fabric"]!["string_value"]));
        Assert.Equal([("A", "fabric", "Wool"), ("A", "washable", "false"), ("A", "weight", "2.5")], pos.Simulator.Attributes.Order());
        await pos.PostAsync(Upsert, Pos.Upsert("l", (string)item["id"]!, (string)item["item_data"]!["variations"]![0]!["id"]!, $$""","version":{{(long)item["version"]!}}"""));
        Assert.Empty(pos.Simulator.Attributes);
    }

    private static async Task<Pos> DefinedAsync()
    {
        var pos = new Pos();
        await pos.GrantAsync();
        pos.Simulator.DefineAttribute("fabric", "STRING");
        pos.Simulator.DefineAttribute("weight", "NUMBER");
        pos.Simulator.DefineAttribute("washable", "BOOLEAN");
        return pos;
    }
}
