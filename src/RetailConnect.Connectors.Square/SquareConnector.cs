using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Catalog;
using RetailConnect.Connectors.Square.Customers;
using RetailConnect.Connectors.Square.Inventory;
using RetailConnect.Connectors.Square.Orders;
using RetailConnect.Connectors.Square.Returns;
using RetailConnect.Connectors.Square.Webhooks;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Square;

/// <summary>Connects a Square seller: sales, returns, customers, locations and stock out; products, prices and stock in.</summary>
public sealed class SquareConnector : IConnector<SquareOptions>
{
    /// <summary>Version of the API that is spoken.</summary>
    internal const string ApiVersion = "2025-08-20";

    /// <summary>Name of the system.</summary>
    public static string SystemName => "square";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<SquareOptions> connector)
    {
        connector.AddValidator<SquareOptionsValidator>().AddValidator<SquareOptionsRules>();
        connector.Services
            .AddSingleton(provider => new AdaptiveBudget(connector.Options.CallsAtOnce, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<SquareTokens>().AddSingleton<SignatureKeys>().AddSingleton<SkuFinder>().AddSingleton<OrderReader>().AddSingleton<CatalogTurn>();
        var json = SquareJson.Default.Options;
        connector.AddApi<ISquareTokenApi, SquareOptions>(Configure, json, api => api.UseFaults<SquareFaults>());
        connector.AddApi<ISquareApi, SquareOptions>(
            Configure, json, api => api.UseBudget(provider => provider.GetRequiredService<AdaptiveBudget>()).UseFaults<SquareFaults>().UseTokens(provider => provider.GetRequiredService<SquareTokens>()));
        connector
            .AddSource<Location, LocationSource>()
            .AddSource<StockLevel, StockSource>(StockSource.AtOnce)
            .AddSource<Order, SaleSource>(OrderReader.AtOnce)
            .AddSource<Return, ReturnSource>(OrderReader.AtOnce)
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSink<Product, ProductSink>(WriteProof.NaturalUpsert, batch: ProductSink.AtOnce, parallel: 1)
            .AddSink<StockLevel, StockSink>(WriteProof.NativeKey, batch: StockSink.AtOnce, parallel: 2)
            .AddWebhooks<SquareWebhookVerifier>()
            .AddSubscriptions<SquareSubscriptions>();
    }

    private static void Configure(HttpClient http, SquareOptions options)
    {
        http.BaseAddress = options.BaseAddress;
        http.DefaultRequestHeaders.Add("Square-Version", ApiVersion);
    }
}
