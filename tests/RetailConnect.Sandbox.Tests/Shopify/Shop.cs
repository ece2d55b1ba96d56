using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.Sandbox.Tests.Shopify;

/// <summary>A simulated shop with one location, and requests to it.</summary>
internal sealed class Shop : IDisposable
{
    public const string Path = "/admin/api/2026-10/graphql.json";

    private const string SetProduct = """
        mutation P($identifier: ProductSetIdentifiers, $input: ProductSetInput!) {
          productSet(identifier: $identifier, input: $input) { product { id handle variants(first: 9) { nodes { id sku price inventoryItem { id } } } } userErrors { code field message } }
        }
        """;

    private readonly ShopifySettings settings;

    public Shop(ShopifySettings? settings = null)
    {
        this.settings = settings ?? new();
        Simulator = new(Time, new Silence(), this.settings);
        Location = Simulator.AddLocation("Warehouse");
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    public ShopifySimulator Simulator { get; }

    public string Location { get; }

    public string? Token { get; set; }

    public async Task<string> GrantAsync()
    {
        var (_, body) = await SendAsync("/admin/oauth/access_token", Form(), "application/x-www-form-urlencoded");
        return Token = (string)body["access_token"]!;
    }

    public string Form() => $"grant_type=client_credentials&client_id={settings.ClientId}&client_secret={settings.ClientSecret}";

    public Task<(int Status, JsonObject Body)> AskAsync(string query, string variables = "{}") => SendAsync(Path, $$"""{"query":{{JsonValue.Create(query).ToJsonString()}},"variables":{{variables}}}""");

    /// <summary>Writes a product and returns the payload of the mutation.</summary>
    public async Task<JsonObject> SetAsync(string input, string identifier = "null")
    {
        var (status, body) = await AskAsync(SetProduct, $$"""{"identifier":{{identifier}},"input":{{input}}}""");
        Assert.Equal(200, status);
        Assert.False(body.ContainsKey("errors"), body.ToJsonString());
        return body["data"]!["productSet"]!.AsObject();
    }

    /// <summary>Puts units of a product with one variant on stock and returns the id of its inventory item.</summary>
    public async Task<string> StockAsync(string sku, string price, int units)
    {
        var made = await SetAsync($$"""{"title":"{{sku}}","productOptions":[{"name":"Title","values":[{"name":"One"}]}],"variants":[{"optionValues":[{"optionName":"Title","name":"One"}],"sku":"{{sku}}","price":"{{price}}"}]}""");
        var item = (string)made["product"]!["variants"]!["nodes"]![0]!["inventoryItem"]!["id"]!;
        var (_, body) = await AskAsync($$"""mutation { inventoryActivate(inventoryItemId: "{{item}}", locationId: "{{Location}}", available: {{units}}) @idempotent(key: "stock-{{sku}}") { userErrors { message } } }""");
        Assert.Empty((JsonArray)body["data"]!["inventoryActivate"]!["userErrors"]!);
        return item;
    }

    public Task<(int Status, JsonObject Body)> SendAsync(string path, string body, string type = "application/json") => SendAsync(path, Encoding.UTF8.GetBytes(body), type);

    public async Task<(int Status, JsonObject Body)> SendAsync(string path, byte[] body, string type = "application/json", string method = "POST")
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = type };
        if (Token is not null)
        {
            headers["X-Shopify-Access-Token"] = Token;
        }

        var response = await Simulator.HandleAsync(new(method, path, "", headers, body), TestContext.Current.CancellationToken);
        return (response.Status, JsonNode.Parse(response.Body.Span)!.AsObject());
    }

    public void Dispose() => Simulator.Dispose();

    private sealed class Silence : IWebhookOutbox
    {
        public void Post(WebhookMessage message, WebhookPolicy policy)
        {
        }

        public ValueTask<SandboxResponse?> AskAsync(string method, Uri url, CancellationToken cancellationToken) => new((SandboxResponse?)null);
    }
}
