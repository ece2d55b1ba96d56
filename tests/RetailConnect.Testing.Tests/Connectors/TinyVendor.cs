using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Testing.Tests.Connectors;

/// <summary>The vendor of the tiny connector: a stub with a memory.</summary>
internal sealed class TinyVendor(TimeProvider time) : HttpMessageHandler, IConnectorVendor, IReadableVendor, IWritableVendor, IWebhookVendor, IExpiringVendor, IPicturedVendor
{
    public const string ApiKey = "tiny-api-key-of-the-test";
    public const string WebhookSecret = "tiny-webhook-secret-of-the-test";
    public const string RequestId = "X-Tiny-Request";
    private readonly Lock gate = new();
    private readonly Dictionary<string, (TinyOrder Order, DateTimeOffset At)> orders = [];
    private readonly Dictionary<string, TinyCustomer> customers = [];
    private readonly Dictionary<string, TinyProduct> products = [];
    private readonly Dictionary<string, byte[]> pictures = [];
    private int issued;
    private int drawn;
    private int expired;
    private int sent;

    public HttpMessageHandler Handler => this;

    public bool IsTokenCall(HttpRequestMessage request) => request.RequestUri!.AbsolutePath == "/token";

    public void ExpireTokens() => expired = issued;

    public ValueTask<ExternalId> PutAsync(EntityType type, int number, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var id = $"{type.Name}-{number:D7}";
            if (type == EntityType.Customer)
            {
                var revision = customers.TryGetValue(id, out var there) ? there.Revision + 1 : 1;
                customers[id] = new(id, revision, $"Customer {number} of revision {revision}");
            }
            else
            {
                var revision = orders.TryGetValue(id, out var there) ? there.Order.Revision + 1 : 1;
                orders[id] = (new(id, revision, "paid", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), $"SKU-{number}", 10m + revision), time.GetUtcNow());
            }

            return new(new ExternalId(id));
        }
    }

    public ValueTask<ExternalId> PutPictureAsync(int number, CancellationToken cancellationToken) => PutAsync(number, [0x89, (byte)'P', (byte)'N', (byte)'G', (byte)++drawn]);

    public ValueTask<ExternalId> PutPlainAsync(int number, CancellationToken cancellationToken) => PutAsync(number, []);

    public IReadOnlyList<string> VocabularyOf(EntityType type) => type == EntityType.Order ? ["state"] : [];

    public ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken) => new(new Product
    {
        Id = $"P{number}", Title = $"Product {number}", Description = "Plain.", Variants = [new() { Sku = new($"SKU-{number}"), Price = Price.Of(new(9.95m, "EUR")) }],
    });

    public ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
        where T : class
    {
        lock (gate)
        {
            var wanted = (Product)(object)envelope.Value;
            var held = products.Values.Where(product => product.Id.StartsWith(envelope.Canonical.Value, StringComparison.Ordinal)).ToList();
            var whole = held.All(product => product.Title == wanted.Title && product.Description == wanted.Description && product.Variants.Count == wanted.Variants.Count);
            return new(new VendorEffect(held.Count, whole ? null : "title, description or variants"));
        }
    }

    public ValueTask<WebhookRequest> SendAsync(Connection connection, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"topic":"order.paid","order":"order-{{++sent:D7}}"}""");
        return new(Signed(body, time.GetUtcNow()));
    }

    public WebhookRequest Spoil(WebhookRequest genuine, WebhookSpoil how) => how switch
    {
        WebhookSpoil.WrongSignature => With(genuine, "X-Signature", new string('0', 64)),
        WebhookSpoil.NoSignature => genuine with { Headers = new Dictionary<string, string> { ["X-Sent"] = genuine.Header("X-Sent")! } },
        _ => Signed(genuine.Body, time.GetUtcNow().AddDays(-1)),
    };

    public WebhookRequest Repeat(WebhookRequest genuine) => With(genuine, "X-Delivery", "another");

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        lock (gate)
        {
            var path = request.RequestUri!.AbsolutePath;
            if (path == "/token")
            {
                return Json(new TinyToken($"tiny-token-{++issued:D8}"));
            }

            return !IsKnown(request) ? new(HttpStatusCode.Unauthorized) : path switch
            {
                "/orders" => Json(Page(System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query))),
                "/orders/search" => Json(new TinyPage([.. JsonNode.Parse(body)!["ids"]!.AsArray().Select(id => (string)id!).Where(orders.ContainsKey).Select(id => orders[id].Order)], null)),
                "/products" when request.Method == HttpMethod.Get => Json(Shown(System.Web.HttpUtility.ParseQueryString(request.RequestUri.Query))),
                "/products" => Save(body),
                ['/', 'p', 'i', 'c', 't', 'u', 'r', 'e', 's', '/', .. var id] => Picture(Uri.UnescapeDataString(id)),
                "/products/search" => Json(new TinyShown([.. products.Values.Where(product => product.Variants.Any(variant => JsonNode.Parse(body)!["ids"]!.AsArray().Any(sku => (string?)sku == variant.Sku)))], null)),
                _ => customers.TryGetValue(path.Split('/')[^1], out var customer) ? Json(customer) : new(HttpStatusCode.NotFound),
            };
        }
    }

    private ValueTask<ExternalId> PutAsync(int number, byte[] picture)
    {
        lock (gate)
        {
            pictures[$"P{number}"] = picture;
            return new(new ExternalId($"P{number}"));
        }
    }

    private HttpResponseMessage Picture(string id) => !pictures.TryGetValue(id, out var picture) ? new(HttpStatusCode.NotFound)
        : picture.Length == 0 ? new(HttpStatusCode.NoContent)
        : new(HttpStatusCode.OK) { Content = new ByteArrayContent(picture) };

    private bool IsKnown(HttpRequestMessage request) =>
        request.Headers.Contains("X-Api-Key") || (request.Headers.Authorization?.Parameter is { } token && int.Parse(token[^8..], CultureInfo.InvariantCulture) > expired);

    private TinyPage Page(System.Collections.Specialized.NameValueCollection query)
    {
        static string Key((TinyOrder Order, DateTimeOffset At) row) => $"{row.At.UtcTicks:D20}{row.Order.Id}";
        static DateTimeOffset? At(string? text) => string.IsNullOrEmpty(text) ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
        var (since, until, after) = (At(query["since"]), At(query["until"]), query["after"]);
        var rows = orders.Values.Where(row => (since is null || row.At >= since) && (until is null || row.At <= until)).OrderBy(Key, StringComparer.Ordinal)
            .Where(row => string.IsNullOrEmpty(after) || string.CompareOrdinal(Key(row), after) > 0).ToList();
        var page = rows.Take(int.Parse(query["limit"]!, CultureInfo.InvariantCulture)).ToList();
        return new([.. page.Select(row => row.Order)], page.Count < rows.Count ? Key(page[^1]) : null);
    }

    private TinyShown Shown(System.Collections.Specialized.NameValueCollection query)
    {
        var rows = products.Values.OrderBy(product => product.Id, StringComparer.Ordinal).Where(product => string.CompareOrdinal(product.Id, query["after"] ?? "") > 0).ToList();
        var page = rows.Take(int.Parse(query["limit"]!, CultureInfo.InvariantCulture)).ToList();
        return new(page, page.Count < rows.Count ? page[^1].Id : null);
    }

    private HttpResponseMessage Save(string body)
    {
        var saved = JsonSerializer.Deserialize(body, TinyJson.Default.TinyProducts)!.Products;
        foreach (var product in saved)
        {
            products[product.Id] = product;
        }

        return Json(new TinyResults([.. saved.Select(product => product.Id)]));
    }

    private static WebhookRequest Signed(ReadOnlyMemory<byte> body, DateTimeOffset at)
    {
        var sent = at.ToString("O", CultureInfo.InvariantCulture);
        return new(new("https://partner.example/hook"), new Dictionary<string, string> { ["X-Sent"] = sent, ["X-Signature"] = TinyVerifier.Sign(sent, body.Span, WebhookSecret), ["X-Delivery"] = "first" }, body);
    }

    private static WebhookRequest With(WebhookRequest request, string header, string value) => request with { Headers = new Dictionary<string, string>(request.Headers) { [header] = value } };

    private static HttpResponseMessage Json<T>(T value) =>
        new(HttpStatusCode.OK) { Content = new StringContent(JsonSerializer.Serialize(value, typeof(T), TinyJson.Default), Encoding.UTF8, "application/json") };
}
