using RetailConnect;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Connectors.TalonOne;
using RetailConnect.Sandbox;

namespace QuickStart;

/// <summary>The retailer: four connections, six syncs.</summary>
internal static class Northwind
{
    public const string Name = "northwind";

    public static void Compose(TenantBuilder tenant, SandboxAddresses vendors) => Compose(tenant, vendors, static _ => { });

    public static void Compose(TenantBuilder tenant, SandboxAddresses vendors, Action<BusinessCentralOptions> erp, Action<SyncBuilder<Product, CatalogOptions>>? catalog = null, Action<SyncBuilder<StockLevel, InventoryOptions>>? inventory = null,
        Action<SyncBuilder<Order, OrdersOptions>>? loyalty = null, Action<TalonOneOptions>? club = null, Action<SyncBuilder<Order, OrdersOptions>>? orders = null,
        Action<SyncBuilder<Return, ReturnsOptions>>? returns = null, Action<SyncBuilder<Customer, CustomersOptions>>? customers = null) => tenant
        .AddBusinessCentral("erp", o =>
        {
            Connections.Configure(o, vendors);
            erp(o);
        })
        .AddShopify("web", o => Connections.Configure(o, vendors))
        .AddSquare("pos", o => Connections.Configure(o, vendors))
        .AddTalonOne("club", o =>
        {
            Connections.Configure(o, vendors);
            club?.Invoke(o);
        })
        .AddKits(vendors)
        .SyncCatalog(from: "erp", to: ["web", "pos"], sync =>
        {
            Often(sync.Options);
            sync.Options.ProveAfter = TimeSpan.FromSeconds(2);
            catalog?.Invoke(sync);
        })
        .SyncInventory(from: "erp", to: ["web", "pos"], sync =>
        {
            Often(sync.Options);
            inventory?.Invoke(sync);
        })
        .SyncOrders(from: ["web", "pos"], to: "erp", sync =>
        {
            Often(sync.Options);
            orders?.Invoke(sync);
        })
        .SyncCustomers(from: ["web", "pos"], to: ["erp", "club"], sync =>
        {
            Often(sync.Options);
            customers?.Invoke(sync);
        })
        .SyncLoyalty(from: ["web", "pos"], to: "club", sync =>
        {
            Often(sync.Options);
            loyalty?.Invoke(sync);
        })
        .SyncReturns(from: ["web", "pos"], to: ["erp", "club"], sync =>
        {
            Often(sync.Options);
            returns?.Invoke(sync);
        });

    /// <summary>No vendor tells what kits are made of; here the simulators do, with a real retailer its configuration or an <see cref="IKitSource"/>.</summary>
    public static TenantBuilder AddKits(this TenantBuilder tenant, SandboxAddresses vendors) =>
        vendors.Kits.Aggregate(tenant, (builder, kit) => builder.AddKit(kit.Sku, [.. kit.Parts.Select(part => new KitComponent(new(part.Sku), part.Units))]));

    /// <summary>The simulated day is short, so lost webhooks are looked for often; the simulators share this machine's clock, so a small overlap is enough.</summary>
    private static void Often(SyncOptions options)
    {
        options.Every = TimeSpan.FromSeconds(3);
        options.Overlap = TimeSpan.FromSeconds(5);
    }
}
