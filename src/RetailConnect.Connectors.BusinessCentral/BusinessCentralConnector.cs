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
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral;

/// <summary>Connects Business Central: products, locations, stock, customers and shipments out; orders, returns and customers in.</summary>
public sealed class BusinessCentralConnector : IConnector<BusinessCentralOptions>
{
    /// <summary>More than the five calls that Business Central takes at once: those that wait for their turn share one look-up, which saves calls of the five-minute allowance.</summary>
    private const int SharingLookUps = 20;

    /// <summary>Name of the system.</summary>
    public static string SystemName => "business-central";

    /// <summary>Declares what a connection can do.</summary>
    public static void Build(ConnectorBuilder<BusinessCentralOptions> connector)
    {
        connector.AddValidator<BusinessCentralOptionsValidator>().AddValidator<BusinessCentralRules>();
        AddClients(connector);
        connector.Services
            .AddSingleton<Addresses>().AddSingleton<Paging>().AddSingleton<ItemFinder>().AddSingleton<LocationFinder>().AddSingleton<CurrencyFinder>()
            .AddSingleton<DocumentFinder>().AddSingleton<DocumentPoster>().AddSingleton<OrderReferences>().AddSingleton<ReturnReferences>().AddSingleton<ShippedVariants>();
        connector
            .AddSource<Product, ItemSource>(ItemSource.AtOnce)
            .AddSource<Location, LocationSource>()
            .AddSource<Customer, CustomerSource>(CustomerSource.AtOnce)
            .AddSource<Shipment, ShipmentSource>()
            .AddSink<Order, OrderSink>(WriteProof.LookUp, parallel: SharingLookUps)
            .AddSink<Return, ReturnSink>(WriteProof.LookUp, parallel: SharingLookUps)
            .AddSink<Customer, CustomerSink>(WriteProof.LookUp, parallel: SharingLookUps)
            .AddWebhooks<NoticeVerifier>()
            .AddSubscriptions<NoticeSubscriptions>();
        _ = string.IsNullOrWhiteSpace(connector.Options.StockPageRoute)
            ? connector.AddSource<StockLevel, ItemInventorySource>(ItemInventorySource.AtOnce)
            : connector.AddSource<StockLevel, StockPageSource>(StockPageSource.AtOnce);
    }

    /// <summary>One budget for all calls of an app in an environment, whatever the company: Business Central counts them per user, 6000 in five minutes and five at once.</summary>
    private static void AddClients(ConnectorBuilder<BusinessCentralOptions> connector)
    {
        var json = BusinessCentralJson.Default.Options;
        var options = connector.Options;
        connector.AddBudget(
            $"{options.BaseAddress.Authority}/{options.AadTenant}/{options.Environment}/{options.ClientId}",
            provider => new WindowBudget(6000, TimeSpan.FromMinutes(5), 5, provider.GetRequiredService<TimeProvider>()));
        connector.AddApi<IEntraApi, BusinessCentralOptions>((http, options) => http.BaseAddress = new(EntraTokenSource.AddressOf(options)), json, api => api.UseFaults<EntraFaults>());
        connector.Services.AddSingleton<EntraTokenSource>();
        connector.AddApi<IBusinessCentralApi, BusinessCentralOptions>(
            (http, options) => http.BaseAddress = new(new Addresses(options).Company), json,
            api => api.UseBudget(provider => provider.GetRequiredService<WindowBudget>()).UseFaults<BusinessCentralFaults>().UseTokens(provider => provider.GetRequiredService<EntraTokenSource>()));
    }
}
