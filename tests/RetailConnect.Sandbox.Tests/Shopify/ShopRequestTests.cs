using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopRequestTests
{
    private const string Products = "query Products($first: Int!) { products(first: $first) { nodes { id } } }";

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"query":5}""")]
    [InlineData("""{"query":null}""")]
    [InlineData("""{"query":"{ shop { id } }","query":"{ shop { name } }"}""")]
    [InlineData("""{"query":"{ shop { id } }","variables":[]}""")]
    [InlineData("""{"query":"{ shop { id } }","variables":"{}"}""")]
    [InlineData("""{"query":"{ shop { id } }","variables":5}""")]
    [InlineData("""{"query":"{ shop { id } }","variables":{"a":1,"a":2}}""")]
    [InlineData("""{"query":"{ shop { id } }","variables":{"a":1e400}}""")]
    [InlineData("""{"query":"{ shop { id } }","variables":{"a":"\ud800"}}""")]
    [InlineData("""{"query":"{ shop { id } }","operationName":5}""")]
    [InlineData("""{"query":"{ shop { id } } \udfff"}""")]
    public async Task A_body_that_is_no_request_is_refused(string body)
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        var (status, answer) = await shop.SendAsync(Shop.Path, body);

        Assert.Equal(400, status);
        Assert.Equal(JsonValueKind(answer["errors"]), System.Text.Json.JsonValueKind.String);
    }

    [Fact]
    public async Task A_body_that_is_no_text_is_refused()
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        Assert.Equal(400, (await shop.SendAsync(Shop.Path, [.. "{\"query\":\"{ shop { id } } # "u8, 0xFF, .. "\"}"u8])).Status);
    }

    [Theory]
    [InlineData("99999999999")]
    [InlineData("99999999999999999999999999")]
    [InlineData("1.5")]
    [InlineData("\"9\"")]
    [InlineData("-1")]
    [InlineData("251")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_size_that_is_none_is_refused(string first)
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        Refused(await shop.AskAsync(Products, $$"""{"first":{{first}}}"""));
        Refused(await shop.AskAsync($$"""{ products(first: {{first}}) { nodes { id } } }"""));
    }

    [Theory]
    [InlineData("{ shop { name }")]
    [InlineData("")]
    [InlineData("fragment A on Shop { name }")]
    [InlineData("{ shop { name } } { shop { id } }")]
    [InlineData("query A { shop { name } } query B { shop { id } }")]
    [InlineData("subscription { shop { name } }")]
    [InlineData("{ shop { nickname } }")]
    [InlineData("{ shop { ...A } } fragment A on Shop { ...A }")]
    [InlineData("{ shop { ...A } } fragment A on Shop { ...B } fragment B on Shop { ...A }")]
    [InlineData("{ shop { ...A } } fragment A on Shop { id } fragment A on Shop { name }")]
    [InlineData("{ shop { ...Missing } }")]
    [InlineData("{ products(first: 250) { nodes { variants(first: 250) { nodes { id } } } } }")]
    [InlineData("{ products(first: 2000000000) { nodes { variants(first: 2000000000) { nodes { inventoryItem { inventoryLevels(first: 2000000000) { nodes { id } } } } } } } }")]
    [InlineData("{ products(first: 1, last: 1) { nodes { id } } }")]
    [InlineData("{ products { nodes { id } } }")]
    [InlineData("{ products(first: 1, after: \"nowhere\") { nodes { id } } }")]
    [InlineData("{ products(first: 1, query: \"updated_at:\") { nodes { id } } }")]
    [InlineData("{ products(first: 1, query: \"colour:red\") { nodes { id } } }")]
    [InlineData("{ productByIdentifier(identifier: { id: \"1\", handle: \"a\" }) { id } }")]
    [InlineData("{ productByIdentifier(identifier: {}) { id } }")]
    [InlineData("{ locations(first: 1) { nodes { id legacyResourceId(a: 1) } } }")]
    public async Task A_document_that_breaks_a_rule_is_refused(string query)
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        Refused(await shop.AskAsync(query));
    }

    [Fact]
    public async Task Documents_that_would_exhaust_the_stack_are_refused()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var chain = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"fragment F{i} on Shop {{ ...F{i + 1} }} "));
        var doubling = string.Concat(Enumerable.Range(0, 40).Select(i => $"fragment F{i} on Shop {{ ...F{i + 1} ...F{i + 1} }} "));

        Refused(await shop.AskAsync($"{string.Concat(Enumerable.Repeat("{ shop ", 50_000))}{new string('}', 50_000)}"));
        Refused(await shop.AskAsync($"{{ shop(a: {new string('[', 50_000)}{new string(']', 50_000)}) {{ id }} }}"));
        Refused(await shop.AskAsync($"{{ shop {{ ...F0 }} }} {chain} fragment F20000 on Shop {{ id }}"));
        Refused(await shop.AskAsync($"{{ shop {{ ...F0 }} }} {doubling} fragment F40 on Shop {{ id }}"));
    }

    [Fact]
    public async Task A_name_of_another_operation_is_refused()
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        Refused(await shop.SendAsync(Shop.Path, """{"query":"query A { shop { id } }","operationName":"B"}"""));
        Assert.NotNull((await shop.SendAsync(Shop.Path, """{"query":"query A { shop { id } }","operationName":"A","variables":null}""")).Body["data"]!["shop"]);
    }

    [Theory]
    [InlineData("/admin/api/2026-07/graphql.json")]
    [InlineData("/admin/api/graphql.json")]
    [InlineData("/admin/api/2026-10/graphql.json/")]
    [InlineData("/admin/api/2026-10/orders.json")]
    [InlineData("/")]
    public async Task Another_path_is_not_found(string path)
    {
        using var shop = new Shop();
        await shop.GrantAsync();

        var (status, answer) = await shop.SendAsync(path, """{"query":"{ shop { id } }"}""");

        Assert.Equal((404, "Not Found"), (status, (string?)answer["errors"]));
        Assert.Equal(404, (await shop.SendAsync(Shop.Path, [], method: "GET")).Status);
    }

    [Fact]
    public async Task A_request_without_a_living_token_is_refused()
    {
        using var shop = new Shop();
        Assert.Equal(401, (await shop.AskAsync("{ shop { id } }")).Status);
        shop.Token = "shpat_wrong";
        Assert.Equal(401, (await shop.AskAsync("{ shop { id } }")).Status);
        await shop.GrantAsync();
        Assert.Equal("EUR", (string?)(await shop.AskAsync("{ shop { currencyCode } }")).Body["data"]!["shop"]!["currencyCode"]);

        shop.Simulator.ExpireTokens();

        Assert.Equal(401, (await shop.AskAsync("{ shop { id } }")).Status);
    }

    [Theory]
    [InlineData("", "application/x-www-form-urlencoded")]
    [InlineData("grant_type=client_credentials&grant_type=client_credentials", "application/x-www-form-urlencoded")]
    [InlineData("grant_type=client_credentials&client_id=%zz&client_secret=%", "application/x-www-form-urlencoded")]
    [InlineData("{", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("""{"grant_type":{},"client_id":[1]}""", "application/json")]
    [InlineData("""{"grant_type":"client_credentials","grant_type":"client_credentials"}""", "application/json")]
    public async Task A_wrong_grant_is_refused(string body, string type)
    {
        using var shop = new Shop();

        var (status, answer) = await shop.SendAsync("/admin/oauth/access_token", body, type);

        Assert.Equal(400, status);
        Assert.NotNull(answer["error"]);
    }

    /// <summary>The vendor answers with 200 and its errors at the top; nothing was read or written.</summary>
    private static void Refused((int Status, JsonObject Body) answer)
    {
        if (answer.Status != 400)
        {
            Assert.Equal(200, answer.Status);
            Assert.NotEmpty((JsonArray)answer.Body["errors"]!);
            Assert.NotNull(answer.Body["errors"]![0]!["message"]);
        }
    }

    private static System.Text.Json.JsonValueKind? JsonValueKind(JsonNode? node) => node?.GetValueKind();

    [Fact]
    public async Task Pages_lead_through_25000_objects_and_no_further()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        for (var i = 0; i < 25_100; i++)
        {
            shop.Simulator.AddCustomer("A", "B", "", "");
        }

        async Task<JsonObject> Page(int first, string after) => (await shop.AskAsync($$"""{ customers(first: {{first}}{{after}}) { nodes { id } pageInfo { hasNextPage endCursor } } }""")).Body;
        var after = "";
        for (var read = 0; read < 25_000; read += 250)
        {
            var page = (await Page(250, after))["data"]!["customers"]!;
            Assert.True((bool)page["pageInfo"]!["hasNextPage"]!);
            after = $", after: \"{(string)page["pageInfo"]!["endCursor"]!}\"";
            shop.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.True((await Page(1, after)).ContainsKey("errors"));
    }
}
