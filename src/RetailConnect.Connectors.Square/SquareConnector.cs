using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Catalog;
using RetailConnect.Connectors.Square.Catalog.Images;
using RetailConnect.Connectors.Square.Customers;
using RetailConnect.Connectors.Square.Inventory;
using RetailConnect.Connectors.Square.Orders;
using RetailConnect.Connectors.Square.Payouts;
using RetailConnect.Connectors.Square.Returns;
using RetailConnect.Connectors.Square.Webhooks;

namespace RetailConnect.Connectors.Square;

/// <summary>Connects Square: sales, returns, customers, locations, stock and payouts out; products with their pictures, stock and customers in.</summary>
public sealed class SquareConnector : IConnector<SquareOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "square";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<SquareOptions> connector)
    {
        connector.AddValidator<SquareOptionsValidator>().AddValidator<SquareRules>();
        connector.AddSeller();
        connector.Services
            .AddSingleton<LocationBook>().AddSingleton<CountReader>().AddSingleton<OrderPages>().AddSingleton<SkuFinder>().AddSingleton<CustomerReader>().AddSingleton<CustomerFinder>()
            .AddSingleton<CatalogReader>().AddSingleton<CatalogGate>().AddSingleton<ItemFinder>().AddSingleton<ItemWriter>().AddSingleton<ItemCalls>().AddSingleton<MadeItems>()
            .AddSingleton<ImageUpload>().AddSingleton<ImageLibrary>().AddSingleton<ProductImages>().AddSingleton<SignatureKeys>().AddSingleton<EntryReader>();
        connector
            .AddSource<Location, LocationSource>()
            .AddSource<StockLevel, StockSource>(StockSource.AtOnce)
            .AddSource<Order, OrderSource>(OrderPages.AtOnce)
            .AddSource<Return, ReturnSource>(OrderPages.AtOnce)
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSource<Payout, PayoutSource>()
            .AddSink<Product, ProductSink>(WriteProof.NaturalUpsert, connector.Options.CatalogBatch, parallel: 1)
            .AddSink<StockLevel, StockSink>(WriteProof.NativeKey, StockSink.AtOnce)
            .AddSink<Customer, CustomerSink>(WriteProof.NaturalUpsert, CustomerSink.AtOnce, parallel: 1)
            .AddSnapshot<Product, CatalogSnapshot>(CatalogSnapshot.Fields, CatalogSnapshot.AtOnce)
            .AddSnapshot<StockLevel, StockSnapshot>(StockSnapshot.Fields, StockSnapshot.AtOnce)
            .AddEraser<CustomerEraser>()
            .AddWebhooks<EventVerifier>()
            .AddSubscriptions<EventSubscriptions>();
    }
}
