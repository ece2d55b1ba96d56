using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Refit;
using RetailConnect.Http;

namespace RetailConnect.Testing.Tests.Connectors;

/// <summary>Settings of the tiny connector, with the flaw that it shall have.</summary>
internal sealed class TinyOptions
{
    public Uri BaseAddress { get; set; } = new("https://tiny.example/");

    public string ApiKey { get; set; } = TinyVendor.ApiKey;

    public string WebhookSecret { get; set; } = TinyVendor.WebhookSecret;

    public Flaw Flaw { get; set; }
}

internal interface ITinyApi
{
    [Post("/token")] Task<TinyToken> Token([Body] TinyKey key, CancellationToken ct);

    [Get("/orders")] Task<TinyPage> Orders(string? since, string? until, string? after, int limit, CancellationToken ct);

    [Post("/orders/search")] Task<TinyPage> Search([Body] TinyIds ids, CancellationToken ct);

    [Get("/customers/{id}")] Task<TinyCustomer> Customer(string id, CancellationToken ct);

    [Get("/products")] Task<TinyShown> Products(string? after, int limit, CancellationToken ct);

    [Post("/products/search")] Task<TinyShown> Find([Body] TinyIds skus, CancellationToken ct);

    [Get("/pictures/{id}")] Task<HttpResponseMessage> Picture(string id, CancellationToken ct);

    [Post("/products")] Task<TinyResults> Save([Body] TinyProducts products, CancellationToken ct);
}

/// <summary>Buys tokens; a client of its own, because a client that needs tokens can't buy them.</summary>
internal interface ITinyAuth
{
    [Post("/token")] Task<TinyToken> Token([Body] TinyKey key, CancellationToken ct);
}

internal sealed record TinyKey(string Key);

internal sealed record TinyToken(string Token);

internal sealed record TinyIds(IReadOnlyList<string> Ids);

internal sealed record TinyOrder(string Id, int Revision, string State, string PlacedAt, string Sku, decimal Total) : ITroubledEntry<TinyOrder>
{
    [JsonIgnore] public string? Trouble { get; init; }

    public static TinyOrder Troubled(JsonElement entry, string place) => new(entry.Text("id") ?? "", 0, "", "", "", 0) { Trouble = place };
}

internal sealed record TinyPage(IReadOnlyList<TinyOrder> Orders, string? Next);

internal sealed record TinyCustomer(string Id, int Revision, string Name);

internal sealed record TinyVariant(string Sku, decimal Price, string Currency);

internal sealed record TinyProduct(string Id, string Title, string? Description, IReadOnlyList<TinyVariant> Variants);

internal sealed record TinyProducts(IReadOnlyList<TinyProduct> Products);

internal sealed record TinyShown(IReadOnlyList<TinyProduct> Products, string? Next);

internal sealed record TinyResults(IReadOnlyList<string> Ids);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(TinyKey))]
[JsonSerializable(typeof(TinyToken))]
[JsonSerializable(typeof(TinyIds))]
[JsonSerializable(typeof(TinyPage))]
[JsonSerializable(typeof(TinyCustomer))]
[JsonSerializable(typeof(TinyProducts))]
[JsonSerializable(typeof(TinyShown))]
[JsonSerializable(typeof(TinyResults))]
internal sealed partial class TinyJson : JsonSerializerContext;

internal sealed class TinyTokens(ITinyAuth auth, TinyOptions options, TimeProvider time) : ITokenSource
{
    public async ValueTask<AccessToken> RequestAsync(CancellationToken cancellationToken) =>
        new((await auth.Token(new(options.ApiKey), cancellationToken)).Token, time.GetUtcNow().AddDays(365));
}

/// <summary>A correct connector of the smallest size: orders, customers and pictures of products out, products in and shown for comparisons, webhooks.</summary>
internal sealed class TinyConnector : IConnector<TinyOptions>
{
    public static string SystemName => "tiny";

    public static void Build(ConnectorBuilder<TinyOptions> connector)
    {
        var json = new JsonSerializerOptions(TinyJson.Default.Options)
        {
            UnmappedMemberHandling = connector.Options.Flaw is Flaw.WantsNoUnknownField ? JsonUnmappedMemberHandling.Disallow : JsonUnmappedMemberHandling.Skip,
            RespectRequiredConstructorParameters = true,
        };
        if (connector.Options.Flaw is not Flaw.WantsTheWholePage)
        {
            json.Converters.Add(new EntriesReader<TinyOrder>());
        }

        connector.AddApi<ITinyAuth, TinyOptions>((http, options) => http.BaseAddress = options.BaseAddress, json);
        connector.Services.AddSingleton<TinyTokens>();
        connector.AddApi<ITinyApi, TinyOptions>((http, options) => http.BaseAddress = options.BaseAddress, json, api =>
        {
            api.UseTokens(provider => provider.GetRequiredService<TinyTokens>()).UseReads(request => request.RequestUri!.AbsolutePath.EndsWith("/search", StringComparison.Ordinal));
            _ = connector.Options.Flaw switch
            {
                Flaw.RejectsTheThrottled => api.UseFaults<RejectsTheThrottled>(),
                Flaw.ForgetsRetryAfter => api.UseFaults<ForgetsRetryAfter>(),
                Flaw.ForgetsTheRequestId => api,
                _ => api.UseFaults<TinyFaults>(),
            };
        });
        connector.AddSource<Order, TinyOrderSource>().AddSource<Customer, TinyCustomerSource>(1).AddSource<Product, TinyPictures>(1).AddImages<TinyPictures>().AddSink<Product, TinyProductSink>(WriteProof.NaturalUpsert, batch: 10).AddSnapshot<Product, TinySnapshot>(TinySnapshot.Fields, 20).AddWebhooks<TinyVerifier>();
    }

    private static ConnectorException Read(HttpResponseMessage response) =>
        StandardFaults.Of(response, "Refused.", requestId: response.Headers.TryGetValues(TinyVendor.RequestId, out var ids) ? ids.First() : null);

    private static ConnectorException With(ConnectorException fault, FaultKind kind, TimeSpan? wait) => new(kind, fault.Message) { RetryAfter = wait, VendorRequestId = fault.VendorRequestId };

    private sealed class TinyFaults : IFaultMapper
    {
        public ConnectorException? Map(HttpResponseMessage response, string body) => Read(response);
    }

    private sealed class RejectsTheThrottled : IFaultMapper
    {
        public ConnectorException? Map(HttpResponseMessage response, string body) => Read(response) is { Kind: FaultKind.Throttled } fault ? With(fault, FaultKind.Rejected, fault.RetryAfter) : Read(response);
    }

    private sealed class ForgetsRetryAfter : IFaultMapper
    {
        public ConnectorException? Map(HttpResponseMessage response, string body) => With(Read(response), Read(response).Kind, null);
    }
}
