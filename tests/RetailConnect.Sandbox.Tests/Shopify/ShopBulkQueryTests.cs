using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopBulkQueryTests
{
    private const string Variants = "{ productVariants { edges { node { id sku product { id status } } } } }";
    private const string Levels = "{ locations { edges { node { id inventoryLevels { edges { node { item { id } quantities(names: [\\\"available\\\"]) { quantity } } } } } } } }";

    [Fact]
    public async Task What_a_query_finds_comes_line_by_line_and_can_be_read_from_a_byte_on()
    {
        using var shop = new Shop(new() { BulkObjectsPerSecond = 1, RestoreRate = 10 });
        await shop.GrantAsync();
        await PutAsync(shop, "A", "B");
        var id = (string)(await RunAsync(shop, Variants))["bulkOperation"]!["id"]!;
        shop.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(("RUNNING", "QUERY", "1"), Text(await ReadAsync(shop, id)));
        shop.Time.Advance(TimeSpan.FromSeconds(2));
        var done = await ReadAsync(shop, id);
        Assert.Equal(("COMPLETED", "QUERY", "2"), Text(done));

        var (status, whole) = await GetAsync(shop, (string)done["url"]!, null);
        Assert.Equal((200, 2), (status, whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Equal(["A", "B"], whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["sku"]));
        Assert.Equal("ACTIVE", (string?)JsonNode.Parse(whole.Split('\n')[0])!["product"]!["status"]);
        Assert.Equal((206, whole[10..]), await GetAsync(shop, (string)done["url"]!, "bytes=10-"));
        Assert.Equal(416, (await GetAsync(shop, (string)done["url"]!, $"bytes={whole.Length}-")).Status);
    }

    [Fact]
    public async Task Entities_within_an_entity_are_lines_behind_it_that_name_it()
    {
        using var shop = new Shop();
        var place = shop.Location;
        await shop.GrantAsync();
        var items = await PutAsync(shop, "A");
        await shop.AskAsync($$"""mutation { inventoryBulkToggleActivation(inventoryItemId: "{{items[0]}}", inventoryItemUpdates: [{locationId: "{{place}}", activate: true}]) { userErrors { message } } }""");
        var id = (string)(await RunAsync(shop, Levels))["bulkOperation"]!["id"]!;
        shop.Time.Advance(TimeSpan.FromSeconds(10));
        var (_, file) = await GetAsync(shop, (string)(await ReadAsync(shop, id))["url"]!, null);
        Assert.Equal($$"""{"id":"{{place}}"}{{"\n"}}{"item":{"id":"{{items[0]}}"},"quantities":[{"quantity":0}],"__parentId":"{{place}}"}{{"\n"}}""", file);
    }

    [Fact]
    public async Task A_second_query_at_once_is_refused()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        await RunAsync(shop, Variants);
        Assert.Equal("OPERATION_IN_PROGRESS", (string?)(await RunAsync(shop, Variants))["userErrors"]![0]!["code"]);
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull((await RunAsync(shop, Variants))["bulkOperation"]);
    }

    [Theory]
    [InlineData("{ shop { name } }")]
    [InlineData("no query")]
    [InlineData("query Q($n: Int) { productVariants { edges { node { id } } } }")]
    [InlineData("{ productVariants(first: 5) { edges { node { id } } } }")]
    [InlineData("{ productVariants { nodes { id } } }")]
    [InlineData("{ productVariants { edges { node { id } } pageInfo { hasNextPage } } }")]
    [InlineData("{ products { edges { node { title variants { edges { node { id } } } } } } }")]
    [InlineData("{ products { edges { node { id variants { edges { node { id inventoryItem { inventoryLevels { edges { node { id } } } } } } } } } } }")]
    [InlineData("{ products { edges { node { id a: variants { edges { node { id } } } b: variants { edges { node { id } } } c: variants { edges { node { id } } } d: variants { edges { node { id } } } e: variants { edges { node { id } } } } } } }")]
    [InlineData("{ productVariants { edges { node { id } } } locations { edges { node { id } } } }")]
    public async Task What_can_not_be_read_in_bulk_is_refused(string query)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        Assert.Equal("INVALID", (string?)(await RunAsync(shop, query))["userErrors"]![0]!["code"]);
        Assert.Empty(shop.Simulator.BulkOperations);
    }

    [Fact]
    public async Task How_much_there_is_can_be_asked_for()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        await PutAsync(shop, "A", "B");
        var (_, body) = await shop.AskAsync("{ all: productVariantsCount(limit: null) { count precision } few: productVariantsCount(limit: 1) { count precision } }");
        Assert.Equal("""{"all":{"count":2,"precision":"EXACT"},"few":{"count":1,"precision":"AT_LEAST"}}""", body["data"]!.ToJsonString());
    }

    private static (string?, string?, string?) Text(JsonObject operation) => ((string?)operation["status"], (string?)operation["type"], (string?)operation["objectCount"]);

    /// <summary>Puts products there; returns their inventory items.</summary>
    private static async Task<List<string>> PutAsync(Shop shop, params string[] skus)
    {
        var items = new List<string>();
        foreach (var sku in skus)
        {
            var (_, body) = await shop.AskAsync($$"""
                mutation { productSet(input: {title: "{{sku}}", status: ACTIVE, productOptions: [{name: "Title", values: [{name: "One"}]}], variants: [{optionValues: [{optionName: "Title", name: "One"}], sku: "{{sku}}", price: "1.00"}]}) {
                  product { variants(first: 1) { nodes { inventoryItem { id } } } } userErrors { message } } }
                """);
            items.Add((string)body["data"]!["productSet"]!["product"]!["variants"]!["nodes"]![0]!["inventoryItem"]!["id"]!);
        }

        return items;
    }

    private static async Task<JsonObject> RunAsync(Shop shop, string query)
    {
        var (_, body) = await shop.AskAsync("mutation R($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id status } userErrors { code field message } } }", $$"""{"query":"{{query}}"}""");
        return body["data"]!["bulkOperationRunQuery"]!.AsObject();
    }

    private static async Task<JsonObject> ReadAsync(Shop shop, string id) => (await shop.AskAsync($$"""{ bulkOperation(id: "{{id}}") { status type objectCount url } }""")).Body["data"]!["bulkOperation"]!.AsObject();

    private static async Task<(int Status, string Text)> GetAsync(Shop shop, string url, string? range)
    {
        var address = new Uri(url);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (range is not null)
        {
            headers["Range"] = range;
        }

        var answer = await shop.Simulator.HandleAsync(new("GET", address.AbsolutePath, address.Query, headers, ReadOnlyMemory<byte>.Empty), TestContext.Current.CancellationToken);
        return (answer.Status, Encoding.UTF8.GetString(answer.Body.Span));
    }
}
