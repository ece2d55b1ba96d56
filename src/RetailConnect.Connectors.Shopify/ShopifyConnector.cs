using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Catalog;
using RetailConnect.Connectors.Shopify.Catalog.Attributes;
using RetailConnect.Connectors.Shopify.Catalog.Bulk;
using RetailConnect.Connectors.Shopify.Catalog.Images;
using RetailConnect.Connectors.Shopify.Catalog.PriceLists;
using RetailConnect.Connectors.Shopify.Customers;
using RetailConnect.Connectors.Shopify.Inventory;
using RetailConnect.Connectors.Shopify.Orders;
using RetailConnect.Connectors.Shopify.Payouts;
using RetailConnect.Connectors.Shopify.Returns;
using RetailConnect.Connectors.Shopify.Shipments;
using RetailConnect.Connectors.Shopify.Webhooks;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify;

/// <summary>Connects Shopify: orders, returns, customers, products, locations, stock and payouts out; products, prices of price lists, stock and shipments in.</summary>
public sealed class ShopifyConnector : IConnector<ShopifyOptions>
{
    private const int SecondsInBucket = 20;

    /// <summary>Name of the system.</summary>
    public static string SystemName => "shopify";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<ShopifyOptions> connector)
    {
        connector.AddValidator<ShopifyOptionsValidator>().AddValidator<ShopifyRules>();
        AddClients(connector);
        connector.Services
            .AddSingleton<DocumentCosts>().AddSingleton<VersionWatch>().AddSingleton<ShopifyAdmin>().AddSingleton<ShopCurrency>()
            .AddSingleton<ProductReader>().AddSingleton<ProductWriter>().AddSingleton<BulkChoice>().AddSingleton<BulkOperations>().AddSingleton<BulkGate>().AddSingleton<BulkWriter>()
            .AddSingleton<MetafieldReader>().AddSingleton<MetafieldWriter>().AddSingleton<ProductAttributes>().AddSingleton<ProductPublishing>().AddSingleton<CategoryCollections>().AddSingleton<ImageFiles>().AddSingleton<ProductImages>().AddSingleton<ProductExtras>()
            .AddSingleton<OrderReader>().AddSingleton<AgreementReader>().AddSingleton<RefundReader>().AddSingleton<StockPlaces>().AddSingleton<StockActivation>().AddSingleton<StockWriter>()
            .AddSingleton<PriceListBook>().AddSingleton<FixedPriceWriter>().AddSingleton<BulkSnapshots>().AddSingleton<VariantPages>().AddSingleton<LocationBook>().AddSingleton<LevelPages>().AddSingleton<ShippingReader>().AddSingleton<ShipmentFinder>().AddSingleton<MovementReader>();
        connector
            .AddSource<Product, ProductSource>(ProductSource.AtOnce)
            .AddSource<Location, LocationSource>()
            .AddSource<StockLevel, StockSource>(StockSource.AtOnce)
            .AddSource<Order, OrderSource>(OrderSource.AtOnce)
            .AddSource<Return, ReturnSource>(ReturnSource.AtOnce)
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSource<Payout, PayoutSource>()
            .AddSink<Product, ProductSink>(WriteProof.NaturalUpsert, batch: ProductSink.AtOnce, parallel: 4)
            .AddSink<ListPrice, ListPriceSink>(WriteProof.NaturalUpsert, batch: ListPriceSink.AtOnce, parallel: 2)
            .AddSink<StockLevel, StockSink>(WriteProof.NativeKey, batch: StockSink.AtOnce, parallel: 2)
            .AddSink<Shipment, ShipmentSink>(WriteProof.LookUp, parallel: 4)
            .AddSnapshot<Product, CatalogSnapshot>(CatalogSnapshot.Fields, CatalogSnapshot.AtOnce)
            .AddSnapshot<StockLevel, StockSnapshot>(StockSnapshot.Fields, StockSnapshot.AtOnce)
            .AddEraser<CustomerEraser>()
            .AddWebhooks<ShopifyWebhooks>()
            .AddSubscriptions<ShopifySubscriptions>();
    }

    /// <summary>One budget for all calls to a shop: Shopify counts by app and shop, but a fixed token does not tell its app, so that two apps share one. Buying a token costs no points.</summary>
    private static void AddClients(ConnectorBuilder<ShopifyOptions> connector)
    {
        var json = ShopifyJson.Default.Options;
        var options = connector.Options;
        connector.AddBudget(
            options.Shop!.Authority,
            provider => new CostBudget(options.RestoreRate, options.RestoreRate * SecondsInBucket, provider.GetRequiredService<TimeProvider>(), options.ShareOfAllowance));
        connector.AddApi<IShopifyAuthApi, ShopifyOptions>((http, options) => http.BaseAddress = options.Shop, json, api => api.UseFaults<GrantFaults>());
        connector.Services.AddSingleton<ClientCredentials>();
        connector.AddFiles();
        connector.AddApi<IShopifyApi, ShopifyOptions>((http, options) => http.BaseAddress = options.Shop, json, api => api
            .UseBudget(provider => provider.GetRequiredService<CostBudget>())
            .UseFaults<ShopifyFaults>()
            .UseReads(request => request.Options.TryGetValue(new HttpRequestOptionsKey<bool>(GraphDocument.ReadsKey), out var reads) && reads)
            .UseTokens(provider => provider.GetRequiredService<ClientCredentials>(), Authorize));
    }

    private static void Authorize(HttpRequestMessage request, AccessToken token)
    {
        request.Headers.Remove("X-Shopify-Access-Token");
        request.Headers.Add("X-Shopify-Access-Token", token.Value);
    }
}
