using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Connectors.Shopify.Catalog;
using RetailConnect.Connectors.Shopify.Customers;
using RetailConnect.Connectors.Shopify.Inventory;
using RetailConnect.Connectors.Shopify.Orders;
using RetailConnect.Connectors.Shopify.Returns;
using RetailConnect.Connectors.Shopify.Webhooks;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify;

/// <summary>Connects a Shopify shop: orders, refunds, customers, locations and stock out; products, prices and stock in.</summary>
public sealed class ShopifyConnector : IConnector<ShopifyOptions>
{
    /// <summary>Version of the Admin API that is spoken.</summary>
    internal const string ApiVersion = "2026-10";

    private const double BucketSeconds = 20;

    /// <summary>Name of the system.</summary>
    public static string SystemName => "shopify";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<ShopifyOptions> connector)
    {
        connector.AddValidator<ShopifyOptionsValidator>();
        AddClients(connector);
        connector
            .AddSource<Product, ProductSource>(ProductSource.AtOnce)
            .AddSource<Location, LocationSource>()
            .AddSource<StockLevel, StockSource>(StockSource.AtOnce)
            .AddSource<Order, OrderSource>(OrderSource.AtOnce)
            .AddSource<Return, RefundSource>(RefundSource.AtOnce)
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSink<Product, ProductSink>(WriteProof.NaturalUpsert, parallel: 8)
            .AddSink<StockLevel, StockSink>(WriteProof.NativeKey, batch: 250, parallel: 2)
            .AddWebhooks<ShopifyWebhookVerifier>()
            .AddSubscriptions<ShopifySubscriptions>();
    }

    private static void AddClients(ConnectorBuilder<ShopifyOptions> connector)
    {
        var json = ShopifyJson.Default.Options;
        connector.Services.AddSingleton(provider => new CostBudget(connector.Options.RestoreRate, connector.Options.RestoreRate * BucketSeconds, provider.GetRequiredService<TimeProvider>()));
        connector.Services.AddSingleton<ShopifyClient>().AddSingleton<ShopifyTokens>();
        connector.AddApi<IShopifyTokenApi, ShopifyOptions>((http, options) => http.BaseAddress = options.Shop, json, api => api.UseFaults<ShopifyFaults>());
        connector.AddApi<IShopifyApi, ShopifyOptions>(
            (http, options) => http.BaseAddress = options.Shop, json,
            api => api.UseBudget(provider => provider.GetRequiredService<CostBudget>()).UseFaults<ShopifyFaults>().UseTokens(provider => provider.GetRequiredService<ShopifyTokens>(), ApplyToken));
    }

    private static void ApplyToken(HttpRequestMessage request, AccessToken token)
    {
        request.Headers.Remove("X-Shopify-Access-Token");
        request.Headers.Add("X-Shopify-Access-Token", token.Value);
    }
}
