using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopMetafieldTests
{
    private const string SetFields = """
        mutation S($fields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $fields) { metafields { namespace key type value compareDigest } userErrors { code elementIndex field message } } }
        """;

    private const string DeleteFields = """
        mutation D($fields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $fields) { deletedMetafields { namespace key ownerId } userErrors { field message } } }
        """;

    [Theory]
    [InlineData("""{"ownerId":"gid://shopify/Product/9","namespace":"custom","key":"width","type":"number_decimal","value":"1"}""", "INVALID")]
    [InlineData("""{"namespace":"app--77","key":"width","type":"number_decimal","value":"1"}""", "APP_NOT_AUTHORIZED")]
    [InlineData("""{"namespace":"cu","key":"width","type":"number_decimal","value":"1"}""", "TOO_SHORT")]
    [InlineData("""{"namespace":"custom","key":"w","type":"number_decimal","value":"1"}""", "TOO_SHORT")]
    [InlineData("""{"namespace":"custom","key":"wi dth","type":"number_decimal","value":"1"}""", "INVALID")]
    [InlineData("""{"namespace":"custom","key":"width","value":"1"}""", "BLANK")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number","value":"1"}""", "INCLUSION")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number_decimal","value":" "}""", "BLANK")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number_decimal","value":"1,5"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number_decimal","value":"1.0000000001"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number_integer","value":"1.0"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number_integer","value":"9007199254740992"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"boolean","value":"yes"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"date","value":"2026-02-30"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"date_time","value":"27.11.2026 10:00"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"url","value":"example.com"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"color","value":"red"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"json","value":"{"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"width","type":"single_line_text_field","value":"a\nb"}""", "INVALID_VALUE")]
    [InlineData("""{"namespace":"custom","key":"season","type":"single_line_text_field","value":"2026-11-27"}""", "INVALID_TYPE")]
    [InlineData("""{"namespace":"custom","key":"fabric","type":"multi_line_text_field","value":"Linen"}""", "INVALID_TYPE")]
    [InlineData("""{"namespace":"custom","key":"fabric","type":"single_line_text_field","value":"Linen","compareDigest":null}""", "STALE_OBJECT")]
    [InlineData("""{"namespace":"custom","key":"fabric","type":"single_line_text_field","value":"Linen","compareDigest":"old"}""", "STALE_OBJECT")]
    [InlineData("""{"namespace":"custom","key":"width","type":"number_decimal","value":"1","compareDigest":"old"}""", "STALE_OBJECT")]
    [InlineData("""{"namespace":"custom","key":"good","type":"boolean","value":"true"}""", "TAKEN")]
    public async Task A_refused_metafield_leaves_all_of_its_call_as_they_were(string field, string code)
    {
        using var shop = new Shop();
        var id = await ShirtAsync(shop);
        shop.Simulator.DefineMetafield("custom", "season", "date");
        shop.Simulator.SetMetafield("SHIRT", "custom", "fabric", "single_line_text_field", "Wool");
        var before = shop.Simulator.Metafields;
        var payload = await SetAsync(shop, Owned(id, """{"namespace":"custom","key":"good","type":"boolean","value":"true"}"""), Owned(id, field));
        Assert.Equal((code, 1), ((string?)payload["userErrors"]![0]!["code"], (int?)payload["userErrors"]![0]!["elementIndex"]));
        Assert.Null(payload["metafields"]);
        Assert.Equal(before, shop.Simulator.Metafields);
    }

    [Fact]
    public async Task A_digest_that_fits_lets_the_write_through_once()
    {
        using var shop = new Shop();
        var id = await ShirtAsync(shop);
        var first = await SetAsync(shop, Owned(id, """{"namespace":"custom","key":"fabric","type":"single_line_text_field","value":"Wool","compareDigest":null}"""));
        var digest = (string)first["metafields"]![0]!["compareDigest"]!;
        var change = Owned(id, $$"""{"namespace":"custom","key":"fabric","type":"single_line_text_field","value":"Linen","compareDigest":"{{digest}}"}""");
        Assert.Empty((await SetAsync(shop, change.DeepClone()))["userErrors"]!.AsArray());
        Assert.Equal("STALE_OBJECT", (string?)(await SetAsync(shop, change))["userErrors"]![0]!["code"]);
        Assert.Equal([("SHIRT", "custom.fabric", "single_line_text_field", "Linen")], shop.Simulator.Metafields);
    }

    [Fact]
    public async Task More_than_twenty_five_are_refused()
    {
        using var shop = new Shop();
        var id = await ShirtAsync(shop);
        var payload = await SetAsync(shop, [.. Enumerable.Range(0, 26).Select(number => Owned(id, $$"""{"namespace":"custom","key":"k{{number}}","type":"boolean","value":"true"}"""))]);
        Assert.Equal("LESS_THAN_OR_EQUAL_TO", (string?)payload["userErrors"]![0]!["code"]);
        Assert.Empty(shop.Simulator.Metafields);
    }

    [Fact]
    public async Task Metafields_are_read_by_their_keys_and_those_of_the_app_by_key_alone()
    {
        using var shop = new Shop();
        var id = await ShirtAsync(shop);
        shop.Simulator.SetMetafield("SHIRT", "reviews", "rating", "number_decimal", "4.5");
        await SetAsync(shop, Owned(id, """{"key":"marks","type":"json","value":"{}"}"""), Owned(id, """{"namespace":"custom","key":"released","type":"date_time","value":"2026-11-27T10:00:00+01:00"}"""));
        var (_, body) = await shop.AskAsync($$"""{ product(id: "{{id}}") { metafields(first: 5, keys: ["custom.released", "custom.gone"]) { nodes { namespace key value } } marks: metafield(key: "marks") { value } other: metafield(key: "marks", namespace: "custom") { value } } }""");
        Assert.Equal("""{"metafields":{"nodes":[{"namespace":"custom","key":"released","value":"2026-11-27T09:00:00+00:00"}]},"marks":{"value":"{}"},"other":null}""", System.Text.RegularExpressions.Regex.Unescape(body["data"]!["product"]!.ToJsonString()));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_what_was_not_there_is_no_error()
    {
        using var shop = new Shop();
        var id = await ShirtAsync(shop);
        shop.Simulator.SetMetafield("SHIRT", "custom", "fabric", "single_line_text_field", "Wool");
        var payload = await DeleteAsync(shop, Owned(id, """{"namespace":"custom","key":"fabric"}"""), Owned(id, """{"namespace":"custom","key":"gone"}"""));
        Assert.Equal("custom", (string?)payload["deletedMetafields"]![0]!["namespace"]);
        Assert.Null(payload["deletedMetafields"]![1]);
        Assert.Empty(shop.Simulator.Metafields);
        Assert.Single((await DeleteAsync(shop, Owned("gid://shopify/Product/9", """{"namespace":"custom","key":"fabric"}""")))["userErrors"]!.AsArray());
        Assert.Single((await DeleteAsync(shop))["userErrors"]!.AsArray());
    }

    private static async Task<string> ShirtAsync(Shop shop)
    {
        await shop.GrantAsync();
        return (string)(await shop.SetAsync("""{"title":"Shirt","productOptions":[{"name":"Title","values":[{"name":"S"}]}],"variants":[{"optionValues":[{"optionName":"Title","name":"S"}],"sku":"SHIRT"}]}"""))["product"]!["id"]!;
    }

    private static JsonObject Owned(string id, string field)
    {
        var node = JsonNode.Parse(field)!.AsObject();
        node.TryAdd("ownerId", id);
        return node;
    }

    private static Task<JsonObject> SetAsync(Shop shop, params JsonNode[] fields) => AskAsync(shop, SetFields, "metafieldsSet", fields);

    private static Task<JsonObject> DeleteAsync(Shop shop, params JsonNode[] fields) => AskAsync(shop, DeleteFields, "metafieldsDelete", fields);

    private static async Task<JsonObject> AskAsync(Shop shop, string query, string name, JsonNode[] fields)
    {
        var (_, body) = await shop.AskAsync(query, new JsonObject { ["fields"] = new JsonArray(fields) }.ToJsonString());
        return body["data"]![name]!.AsObject();
    }
}
