using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Catalog;
using RetailConnect.Connectors.Square.Customers;
using RetailConnect.Connectors.Square.Inventory;
using RetailConnect.Connectors.Square.Orders;
using RetailConnect.Connectors.Square.Returns;
using RetailConnect.Connectors.Square.Webhooks;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square;

/// <summary>Connects Square: sales, returns, customers, locations and stock out; products and stock in.</summary>
public sealed class SquareConnector : IConnector<SquareOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "square";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<SquareOptions> connector)
    {
        connector.AddValidator<SquareOptionsValidator>().AddValidator<SquareRules>();
        AddClients(connector);
        connector.Services
            .AddSingleton<LocationBook>().AddSingleton<OrderPages>().AddSingleton<SkuFinder>()
            .AddSingleton<CatalogReader>().AddSingleton<CatalogGate>().AddSingleton<ItemFinder>().AddSingleton<ItemWriter>().AddSingleton<SignatureKeys>();
        connector
            .AddSource<Location, LocationSource>()
            .AddSource<StockLevel, StockSource>(StockSource.AtOnce)
            .AddSource<Order, OrderSource>(OrderPages.AtOnce)
            .AddSource<Return, ReturnSource>(OrderPages.AtOnce)
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSink<Product, ProductSink>(WriteProof.NaturalUpsert, connector.Options.CatalogBatch, parallel: 1)
            .AddSink<StockLevel, StockSink>(WriteProof.NativeKey, StockSink.AtOnce)
            .AddWebhooks<EventVerifier>()
            .AddSubscriptions<EventSubscriptions>();
    }

    /// <summary>One budget for all calls with a seller's credentials: Square publishes no limit, so that only its refusals tell.</summary>
    private static void AddClients(ConnectorBuilder<SquareOptions> connector)
    {
        var json = SquareJson.Default.Options;
        var oauth = string.IsNullOrWhiteSpace(connector.Options.AccessToken);
        connector.AddBudget(Account(connector.Options, oauth), provider => new AdaptiveBudget(connector.Options.CallsAtOnce, provider.GetRequiredService<TimeProvider>()));
        if (oauth)
        {
            connector.AddApi<ISquareOAuthApi, SquareOptions>(Configure, json, api => api.UseFaults<OAuthFaults>());
            connector.Services.AddSingleton<SquareTokenSource>();
        }

        connector.AddApi<ISquareApi, SquareOptions>(
            (http, options) =>
            {
                Configure(http, options);
                http.DefaultRequestHeaders.Authorization = oauth ? null : new("Bearer", options.AccessToken);
            },
            json,
            api =>
            {
                api.UseBudget(provider => provider.GetRequiredService<AdaptiveBudget>()).UseFaults<SquareFaults>().UseReads(OnlyReads);
                _ = oauth ? api.UseTokens(provider => provider.GetRequiredService<SquareTokenSource>()) : api;
            });
    }

    /// <summary>Square reads by POST where it takes lists of ids or filters.</summary>
    private static bool OnlyReads(HttpRequestMessage request) =>
        request.RequestUri?.AbsolutePath is { } path && (path.EndsWith("/search", StringComparison.Ordinal) || path.EndsWith("-retrieve", StringComparison.Ordinal));

    /// <summary>Who the seller is, as far as the settings tell.</summary>
    private static string Account(SquareOptions options, bool oauth) =>
        $"{options.BaseAddress.Authority}/{(oauth ? $"{options.ClientId}/{SecretName.Of(options.RefreshToken ?? "")}" : SecretName.Of(options.AccessToken!))}";

    private static void Configure(HttpClient http, SquareOptions options)
    {
        http.BaseAddress = options.BaseAddress;
        http.DefaultRequestHeaders.Add("Square-Version", EventSubscriptions.ApiVersion);
    }
}
