using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.Sandbox.Tests.Square;

/// <summary>A simulated POS with one store, and requests to it.</summary>
internal sealed class Pos
{
    private readonly SquareSettings settings = new();

    /// <param name="keys">How long idempotency keys are remembered; null takes the default.</param>
    /// <param name="busy">How long an update keeps the catalogue; null takes no time.</param>
    /// <param name="lag">How long what is new is missing from the search of the catalogue.</param>
    public Pos(TimeSpan? keys = null, TimeSpan? busy = null, TimeSpan lag = default)
    {
        settings = settings with { CatalogBusy = busy ?? TimeSpan.Zero, CatalogSearchLag = lag };
        settings = keys is { } remembered ? settings with { KeysRemembered = remembered } : settings;
        Simulator = new(Time, new Silence(), settings);
        Location = Simulator.AddLocation("Store");
    }

    public FakeTimeProvider Time { get; } = new(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));

    public SquareSimulator Simulator { get; }

    public string Location { get; }

    public string? Token { get; set; }

    /// <summary>A request that writes an item with one variation.</summary>
    public static string Upsert(string key, string item = "#i", string variation = "#v", string more = "", string price = """{"amount":1000,"currency":"EUR"}""") => $$$"""
        {"idempotency_key":"{{{key}}}","batches":[{"objects":[{"type":"ITEM","id":"{{{item}}}"{{{more}}},"item_data":{"name":"Shirt","variations":[
          {"type":"ITEM_VARIATION","id":"{{{variation}}}"{{{more}}},"item_variation_data":{"name":"S","sku":"A","track_inventory":true,"price_money":{{{price}}}}}]}}]}]}
        """;

    public async Task<string> GrantAsync()
    {
        var (_, body) = await PostAsync("/oauth2/token", $$"""{"client_id":"{{settings.ClientId}}","client_secret":"{{settings.ClientSecret}}","refresh_token":"{{settings.RefreshToken}}","grant_type":"refresh_token"}""");
        return Token = (string)body["access_token"]!;
    }

    /// <summary>Writes an item and returns its ids and its version.</summary>
    public async Task<(string Item, string Variation, long Version)> AddAsync()
    {
        var (status, body) = await PostAsync("/v2/catalog/batch-upsert", Upsert("first"));
        Assert.Equal(200, status);
        var item = body["objects"]![0]!;
        return ((string)item["id"]!, (string)item["item_data"]!["variations"]![0]!["id"]!, (long)item["version"]!);
    }

    /// <summary>A form of an upload; parts are given as name, file name, content type and content.</summary>
    public static (string Type, byte[] Body) Form(params (string Name, string? File, string? Type, byte[] Content)[] parts)
    {
        using var form = new MemoryStream();
        foreach (var (name, file, type, content) in parts)
        {
            form.Write(Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"{name}\"{(file is null ? "" : $"; filename=\"{file}\"")}\r\n{(type is null ? "" : $"Content-Type: {type}\r\n")}\r\n"));
            form.Write(content);
            form.Write("\r\n"u8);
        }

        form.Write("--b--\r\n"u8);
        return ("multipart/form-data; boundary=b", form.ToArray());
    }

    public Task<(int Status, JsonObject Body)> PostAsync(string path, string body) => SendAsync("POST", path, Encoding.UTF8.GetBytes(body));

    public async Task<(int Status, JsonObject Body)> SendAsync(string method, string path, byte[]? body = null, string query = "", string? type = null)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Square-Version"] = SquareSettings.ApiVersion };
        if (Token is not null)
        {
            headers["Authorization"] = $"Bearer {Token}";
        }

        if (type is not null)
        {
            headers["Content-Type"] = type;
        }

        var response = await Simulator.HandleAsync(new(method, path, query, headers, body), TestContext.Current.CancellationToken);
        return (response.Status, JsonNode.Parse(response.Body.Span)!.AsObject());
    }

    private sealed class Silence : IWebhookOutbox
    {
        public void Post(WebhookMessage message, WebhookPolicy policy)
        {
        }

        public ValueTask<SandboxResponse?> AskAsync(string method, Uri url, CancellationToken cancellationToken) => new((SandboxResponse?)null);
    }
}
