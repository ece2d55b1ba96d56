using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Customers;
using RetailConnect.Connectors.BusinessCentral.Documents;
using RetailConnect.Connectors.BusinessCentral.Inventory;
using RetailConnect.Connectors.BusinessCentral.Orders;
using RetailConnect.Connectors.BusinessCentral.Returns;
using RetailConnect.Connectors.BusinessCentral.Shipments;
using RetailConnect.Connectors.BusinessCentral.Webhooks;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>Connects Business Central: products, locations, stock, customers and shipments out; orders, returns and customers in.</summary>
public sealed class BusinessCentralConnector : IConnector<BusinessCentralOptions>
{
    /// <summary>Name of the system.</summary>
    public static string SystemName => "business-central";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<BusinessCentralOptions> connector)
    {
        connector.AddValidator<BusinessCentralOptionsValidator>().AddValidator<BusinessCentralRules>();
        BusinessCentralClients.Add(connector);
        connector.Services
            .AddSingleton<Addresses>().AddSingleton<Paging>().AddSingleton<UnitBook>().AddSingleton<ItemFinder>().AddSingleton<ItemPictures>().AddSingleton<CategoryFinder>().AddSingleton<LocationFinder>().AddSingleton<CurrencyFinder>()
            .AddSingleton<DocumentFinder>().AddSingleton<ShownDocuments>().AddSingleton<DocumentPoster>().AddSingleton<Finishing>().AddSingleton<Transaction>().AddSingleton<DocumentAmender>().AddSingleton<OrderAmender>().AddSingleton<DimensionFinder>().AddSingleton<CompanyFinder>().AddSingleton<OrderReferences>().AddSingleton<ReturnReferences>().AddSingleton<ShippedVariants>();
        connector
            .AddSource<Product, ItemSource>(ItemSource.AtOnce)
            .AddSource<Location, LocationSource>()
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSource<Shipment, ShipmentSource>()
            .AddSink<Order, OrderSink>(WriteProof.LookUp, parallel: BusinessCentralClients.SharingLookUps)
            .AddSink<Return, ReturnSink>(WriteProof.LookUp, parallel: BusinessCentralClients.SharingLookUps)
            .AddSink<Customer, CustomerSink>(WriteProof.LookUp, parallel: BusinessCentralClients.SharingLookUps)
            .AddSnapshot<Product, ItemSnapshot>(ItemSnapshot.Fields, ItemSnapshot.AtOnce)
            .AddSnapshot<Order, OrderSnapshot>(ShownDocuments.Compared, ShownDocuments.AtOnce)
            .AddSnapshot<Return, ReturnSnapshot>(ShownDocuments.Compared, ShownDocuments.AtOnce)
            .AddEraser<CustomerEraser>()
            .AddWebhooks<NoticeVerifier>()
            .AddSubscriptions<NoticeSubscriptions>();
        _ = string.IsNullOrWhiteSpace(connector.Options.StockPageRoute)
            ? connector.AddSource<StockLevel, ItemInventorySource>(ItemInventorySource.AtOnce)
            : connector.AddSource<StockLevel, StockPageSource>(StockPageSource.AtOnce);
        if (connector.Options.ReadPictures)
        {
            connector.AddImages<ItemPictures>();
        }
    }
}
