using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Testing;

namespace RetailConnect.Tests;

/// <summary>A simulator as the vendor of a connector's checks, with the smallest retailer in it.</summary>
internal abstract class SandboxVendor : IConnectorVendor, IExpiringVendor
{
    public static readonly Uri Address = new("https://vendor.example/");
    protected static readonly Uri Receiver = new("https://partner.example/hooks/target");
    private readonly Mailbox mailbox;
    private readonly string name;

    protected SandboxVendor(string name, ConformanceHost host, Func<HttpRequestMessage, HttpResponseMessage>? answer = null)
    {
        this.name = name;
        Host = host;
        mailbox = new(answer ?? (_ => new(System.Net.HttpStatusCode.OK)));
        var scale = new RetailerScale { Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 0 };
        Sandbox = RetailSandbox.Create(new SandboxOptions { Scale = scale, Faults = new() { LatencyMin = TimeSpan.Zero, LatencyMax = TimeSpan.Zero } }, host.Time, mailbox);
        Handler = Sandbox.HandlerOf(name);
    }

    public HttpMessageHandler Handler { get; }

    protected ConformanceHost Host { get; }

    protected RetailSandbox Sandbox { get; }

    /// <summary>Entities by type and number.</summary>
    protected Dictionary<(EntityType Type, int Number), ExternalId> Known { get; } = [];

    public abstract string Refusal(int status, string words);

    public abstract bool IsTokenCall(HttpRequestMessage request);

    public abstract void ExpireTokens();

    public ValueTask DisposeAsync()
    {
        Handler.Dispose();
        return Sandbox.DisposeAsync();
    }

    /// <summary>SKU of the product of a number.</summary>
    protected static string Sku(int number) => $"KIT-{number}";

    /// <summary>A product in two sizes.</summary>
    protected static Product Shirt(int number) => new()
    {
        Id = $"P{number}", Title = $"Shirt {number}", Description = "Plain.",
        Variants = [.. ((string[])["S", "M"]).Select(size => new ProductVariant { Sku = new($"{Sku(number)}-{size}"), Title = size, Price = Price.Of(new(9.95m, "EUR")) })],
    };

    /// <summary>Stock of the product of a number.</summary>
    protected StockLevel Stock(int number, string location) => new() { Sku = new(Sku(number)), Location = location, Available = 20 + number, ObservedAt = Host.Time.GetUtcNow() };

    /// <summary>Lets something happen, and returns the last webhook that it sent.</summary>
    protected async ValueTask<WebhookRequest> HeardAsync(Connection connection, Action happen, CancellationToken cancellationToken)
    {
        await connection.Part<IWebhookSubscriptions>()!.EnsureAsync(Receiver, cancellationToken);
        var before = mailbox.Received.Count;
        happen();
        while (mailbox.Received.Count == before)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
        }

        return mailbox.Received.Last();
    }

    /// <summary>Asks the simulator directly, without the connector.</summary>
    protected Task<JsonNode> AskAsync(HttpMethod method, string path, JsonNode? body, Action<HttpRequestHeaders> authorize, CancellationToken cancellationToken) =>
        AskAsync(method, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), authorize, cancellationToken);

    /// <summary>Asks the simulator directly, without the connector.</summary>
    protected async Task<JsonNode> AskAsync(HttpMethod method, string path, HttpContent? body, Action<HttpRequestHeaders> authorize, CancellationToken cancellationToken)
    {
        using var invoker = new HttpMessageInvoker(Handler, disposeHandler: false);
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        authorize(request.Headers);
        request.Content = body;
        using var answer = await invoker.SendAsync(request, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{name} answered {(int)answer.StatusCode} to {method} {path}: {text}");
        return JsonNode.Parse(text)!;
    }

    protected static WebhookRequest With(WebhookRequest request, string header, string? value)
    {
        var headers = request.Headers.Where(entry => !entry.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (value is not null)
        {
            headers[header] = value;
        }

        return request with { Headers = headers };
    }

    private sealed class Mailbox(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public ConcurrentQueue<WebhookRequest> Received { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            if (body.Length > 0)
            {
                var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
                Received.Enqueue(new(request.RequestUri!, headers, body));
            }

            return answer(request);
        }
    }
}
