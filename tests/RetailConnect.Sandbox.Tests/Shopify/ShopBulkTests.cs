using System.Text;
using System.Text.Json.Nodes;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopBulkTests
{
    private const string Mutation = "mutation P($input: ProductSetInput!) { productSet(input: $input) { product { id } userErrors { code field message } } }";
    private const string Stage = """mutation { stagedUploadsCreate(input: [{resource: BULK_MUTATION_VARIABLES, filename: "lines", mimeType: "text/jsonl", httpMethod: POST}]) { stagedTargets { url resourceUrl parameters { name value } } userErrors { field message } } }""";

    [Fact]
    public async Task Lines_are_run_one_by_one_and_each_is_answered_under_its_number()
    {
        using var shop = new Shop(new() { BulkLinesPerSecond = 1 });
        await shop.GrantAsync();
        var id = await StartAsync(shop, Line("A"), """{"input":{"title":" "}}""", """{"input":{"titel":"B"}}""", "no json");

        Assert.Equal("CREATED", (string?)(await ReadAsync(shop, id))["status"]);
        shop.Time.Advance(TimeSpan.FromSeconds(3));
        var running = await ReadAsync(shop, id);
        Assert.Equal(("RUNNING", "2", null), ((string?)running["status"], (string?)running["objectCount"], (string?)running["url"]));
        shop.Time.Advance(TimeSpan.FromSeconds(2));
        var done = await ReadAsync(shop, id);
        Assert.Equal("COMPLETED", (string?)done["status"]);

        var lines = (await GetAsync(shop, (string)done["url"]!)).ToDictionary(line => (int)line["__lineNumber"]!);
        Assert.Equal([0, 1, 2, 3], lines.Keys.Order());
        Assert.StartsWith("gid://shopify/Product/", (string?)lines[0]["data"]!["productSet"]!["product"]!["id"], StringComparison.Ordinal);
        Assert.Equal("INVALID_INPUT", (string?)lines[1]["data"]!["productSet"]!["userErrors"]![0]!["code"]);
        Assert.NotNull(lines[2]["errors"]);
        Assert.NotNull(lines[3]["errors"]);
        Assert.Equal("A", Assert.Single(shop.Simulator.Variants).Sku);
    }

    [Fact]
    public async Task Lines_cost_no_points()
    {
        using var shop = new Shop(new() { RestoreRate = 10 });
        await shop.GrantAsync();
        var id = await StartAsync(shop, [.. Enumerable.Range(0, 100).Select(number => Line($"S{number}"))]);
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("COMPLETED", (string?)(await ReadAsync(shop, id))["status"]);
        Assert.Equal((100, 0), (shop.Simulator.Variants.Count, shop.Simulator.Throttled));
    }

    [Fact]
    public async Task A_sixth_operation_at_once_is_refused()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        for (var number = 0; number < 5; number++)
        {
            await StartAsync(shop, Line($"S{number}"));
        }

        Assert.Equal("LIMIT_REACHED", (string?)(await RunAsync(shop, await UploadAsync(shop, Line("S6"))))["userErrors"]![0]!["code"]);
        var (_, body) = await shop.AskAsync("""{ bulkOperations(first: 10, query: "status:created OR status:running") { nodes { id status type } } }""");
        Assert.Equal(5, ((JsonArray)body["data"]!["bulkOperations"]!["nodes"]!).Count);
        shop.Time.Advance(TimeSpan.FromMinutes(1));
        await StartAsync(shop, Line("S6"));
        Assert.Equal(5, shop.Simulator.MostBulkOperations);
    }

    [Theory]
    [InlineData("{ shop { name } }", "INVALID_MUTATION")]
    [InlineData("mutation { bulkOperationRunMutation(mutation: \\\"x\\\", stagedUploadPath: \\\"y\\\") { bulkOperation { id } } }", "INVALID_MUTATION")]
    [InlineData("mutation P($input: ProductSetInput!) { productSet(input: $input) { product { variants(first: 1) { nodes { product { variants(first: 1) { nodes { id } } } } } } } }", "INVALID_MUTATION")]
    [InlineData(Mutation, "NO_SUCH_FILE")]
    public async Task What_can_not_be_run_is_refused(string mutation, string code)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var payload = await RunAsync(shop, code is "NO_SUCH_FILE" ? "tmp/1/bulk/none" : await UploadAsync(shop, Line("A")), mutation);
        Assert.Equal(code, (string?)payload["userErrors"]![0]!["code"]);
        Assert.Empty(shop.Simulator.BulkOperations);
    }

    [Fact]
    public async Task A_form_that_differs_from_what_was_signed_is_refused()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var fields = await StageAsync(shop);
        Assert.Equal(403, await PostAsync(shop, [.. fields.Skip(1)], Line("A")));
        Assert.Equal(403, await PostAsync(shop, [.. fields, ("extra", "1")], Line("A")));
        Assert.Equal(403, await PostAsync(shop, [.. fields.Select(field => field.Name is "policy" ? (field.Name, "none") : field)], Line("A")));
        Assert.Equal(400, await PostAsync(shop, fields, Line("A"), fileLast: false));
        Assert.Equal(400, await PostAsync(shop, fields, ""));
        Assert.Equal(400, await PostAsync(shop, fields, Line("A"), token: shop.Token));
        Assert.Equal(400, await PostAsync(shop, fields, new string('x', 20 * 1024 * 1024 + 1)));
        Assert.Equal(201, await PostAsync(shop, fields, Line("A")));
        shop.Time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(403, await PostAsync(shop, fields, Line("A")));
    }

    [Fact]
    public async Task What_a_failed_operation_did_stays_and_its_address_tells_it()
    {
        using var shop = new Shop(new() { BulkLinesPerSecond = 1 });
        await shop.GrantAsync();
        var id = await StartAsync(shop, Line("A"), Line("B"));
        shop.Time.Advance(TimeSpan.FromSeconds(2));
        shop.Simulator.BreakBulkOperations();
        var failed = await ReadAsync(shop, id);
        Assert.Equal(("FAILED", "INTERNAL_SERVER_ERROR", null), ((string?)failed["status"], (string?)failed["errorCode"], (string?)failed["url"]));
        Assert.Equal(1, (int)Assert.Single(await GetAsync(shop, (string)failed["partialDataUrl"]!))["__lineNumber"]!);
        Assert.Equal("B", Assert.Single(shop.Simulator.Variants).Sku);
    }

    [Fact]
    public async Task An_operation_ends_after_a_day_and_its_result_after_a_week()
    {
        using var shop = new Shop(new() { BulkLinesPerSecond = 1.0 / 86_400 });
        await shop.GrantAsync();
        var id = await StartAsync(shop, Line("A"), Line("B"));
        shop.Time.Advance(TimeSpan.FromHours(25));
        await shop.GrantAsync();
        Assert.Equal("TIMEOUT", (string?)(await ReadAsync(shop, id))["errorCode"]);

        using var other = new Shop();
        await other.GrantAsync();
        id = await StartAsync(other, Line("A"));
        other.Time.Advance(TimeSpan.FromSeconds(5));
        var url = (string)(await ReadAsync(other, id))["url"]!;
        other.Time.Advance(TimeSpan.FromDays(8));
        await other.GrantAsync();
        Assert.Equal("EXPIRED", (string?)(await ReadAsync(other, id))["status"]);
        Assert.Equal(400, (await other.Simulator.HandleAsync(new("GET", new Uri(url).AbsolutePath, new Uri(url).Query, new Dictionary<string, string>(), ReadOnlyMemory<byte>.Empty), TestContext.Current.CancellationToken)).Status);
    }

    private static string Line(string sku) =>
        $$$"""{"input":{"title":"{{{sku}}}","productOptions":[{"name":"Title","values":[{"name":"One"}]}],"variants":[{"optionValues":[{"optionName":"Title","name":"One"}],"sku":"{{{sku}}}","price":"1.00"}]}}""";

    private static async Task<string> StartAsync(Shop shop, params string[] lines)
    {
        var payload = await RunAsync(shop, await UploadAsync(shop, lines));
        Assert.Empty((JsonArray)payload["userErrors"]!);
        return (string)payload["bulkOperation"]!["id"]!;
    }

    private static async Task<JsonObject> RunAsync(Shop shop, string path, string mutation = Mutation)
    {
        var (_, body) = await shop.AskAsync(
            "mutation R($mutation: String!, $path: String!) { bulkOperationRunMutation(mutation: $mutation, stagedUploadPath: $path) { bulkOperation { id status } userErrors { code field message } } }",
            $$"""{"mutation":"{{mutation}}","path":"{{path}}"}""");
        return body["data"]!["bulkOperationRunMutation"]!.AsObject();
    }

    private static async Task<JsonObject> ReadAsync(Shop shop, string id)
    {
        var (_, body) = await shop.AskAsync($$"""{ bulkOperation(id: "{{id}}") { status errorCode objectCount url partialDataUrl } }""");
        return body["data"]!["bulkOperation"]!.AsObject();
    }

    private static async Task<List<(string Name, string Value)>> StageAsync(Shop shop)
    {
        var (_, body) = await shop.AskAsync(Stage);
        var target = Assert.Single((JsonArray)body["data"]!["stagedUploadsCreate"]!["stagedTargets"]!)!;
        Assert.StartsWith("https://", (string?)target["url"], StringComparison.Ordinal);
        return [.. target["parameters"]!.AsArray().Select(field => ((string)field!["name"]!, (string)field["value"]!))];
    }

    private static async Task<string> UploadAsync(Shop shop, params string[] lines)
    {
        var fields = await StageAsync(shop);
        Assert.Equal(201, await PostAsync(shop, fields, string.Join('\n', lines)));
        return fields.Single(field => field.Name is "key").Value;
    }

    private static async Task<int> PostAsync(Shop shop, IReadOnlyList<(string Name, string Value)> fields, string file, bool fileLast = true, string? token = null)
    {
        var parts = fields.Select(field => Part(field.Name, field.Value)).ToList();
        parts.Insert(fileLast ? parts.Count : 0, Part("file", file));
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "multipart/form-data; boundary=b" };
        if (token is not null)
        {
            headers["X-Shopify-Access-Token"] = token;
        }

        var body = Encoding.UTF8.GetBytes($"{string.Concat(parts)}--b--\r\n");
        return (await shop.Simulator.HandleAsync(new("POST", "/shopify-staged-uploads", "", headers, body), TestContext.Current.CancellationToken)).Status;
    }

    private static string Part(string name, string value) => $"--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";

    private static async Task<List<JsonNode>> GetAsync(Shop shop, string url)
    {
        var address = new Uri(url);
        var answer = await shop.Simulator.HandleAsync(new("GET", address.AbsolutePath, address.Query, new Dictionary<string, string>(), ReadOnlyMemory<byte>.Empty), TestContext.Current.CancellationToken);
        Assert.Equal(200, answer.Status);
        return [.. Encoding.UTF8.GetString(answer.Body.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
    }
}
