namespace RetailConnect;

/// <summary>Adds syncs to a tenant.</summary>
public static class TenantBuilderSyncExtensions
{
    /// <summary>Distributes products and prices: the source is the truth.</summary>
    public static TenantBuilder SyncCatalog(this TenantBuilder tenant, string from, IReadOnlyList<string> to, Action<SyncBuilder<Product, CatalogOptions>>? sync = null) =>
        Add(tenant, "catalog", EntityType.Product, [from], to, sync);

    /// <summary>Distributes the prices of price lists: of markets, currencies and groups of business customers. The source is the truth for what it names, and nothing else is touched.</summary>
    public static TenantBuilder SyncPriceLists(this TenantBuilder tenant, string from, IReadOnlyList<string> to, Action<SyncBuilder<ListPrice, PriceListsOptions>>? sync = null) =>
        Add(tenant, "price-lists", EntityType.ListPrice, [from], to, sync);

    /// <summary>Brings the channels' stock to what may be sold: the source's stock less the sales that it does not know yet.</summary>
    public static TenantBuilder SyncInventory(this TenantBuilder tenant, string from, IReadOnlyList<string> to, Action<SyncBuilder<StockLevel, InventoryOptions>>? sync = null) =>
        Add(tenant, "inventory", EntityType.StockLevel, [from], to, sync);

    /// <summary>Posts orders and store sales, each exactly once in effect.</summary>
    public static TenantBuilder SyncOrders(this TenantBuilder tenant, IReadOnlyList<string> from, string to, Action<SyncBuilder<Order, OrdersOptions>>? sync = null) =>
        Add(tenant, "orders", EntityType.Order, from, [to], sync);

    /// <summary>Gives points for orders and sales, each exactly once in effect.</summary>
    public static TenantBuilder SyncLoyalty(this TenantBuilder tenant, IReadOnlyList<string> from, string to, Action<SyncBuilder<Order, OrdersOptions>>? sync = null) =>
        Add(tenant, "loyalty", EntityType.Order, from, [to], AsSold(sync));

    /// <summary>Books the payments of orders and sales once the target has posted these, each exactly once in effect.</summary>
    public static TenantBuilder SyncPayments(this TenantBuilder tenant, IReadOnlyList<string> from, string to, Action<SyncBuilder<Order, OrdersOptions>>? sync = null) =>
        Add(tenant, "payments", EntityType.Order, from, [to], AsSold(sync));

    /// <summary>Distributes customers; one person in two channels is one customer.</summary>
    public static TenantBuilder SyncCustomers(this TenantBuilder tenant, IReadOnlyList<string> from, IReadOnlyList<string> to, Action<SyncBuilder<Customer, CustomersOptions>>? sync = null) =>
        Add(tenant, "customers", EntityType.Customer, from, to, sync);

    /// <summary>Posts returns and refunds and takes back their points, each exactly once in effect.</summary>
    public static TenantBuilder SyncReturns(this TenantBuilder tenant, IReadOnlyList<string> from, IReadOnlyList<string> to, Action<SyncBuilder<Return, ReturnsOptions>>? sync = null) =>
        Add(tenant, "returns", EntityType.Return, from, to, sync);

    /// <summary>Tells the channels what of their orders left, with carrier and tracking number, each exactly once in effect.</summary>
    public static TenantBuilder SyncShipments(this TenantBuilder tenant, IReadOnlyList<string> from, IReadOnlyList<string> to, Action<SyncBuilder<Shipment, ShipmentsOptions>>? sync = null) =>
        Add(tenant, "shipments", EntityType.Shipment, from, to, sync);

    /// <summary>Books what payment providers paid out, with their fees and disputes, each exactly once in effect.</summary>
    public static TenantBuilder SyncPayouts(this TenantBuilder tenant, IReadOnlyList<string> from, string to, Action<SyncBuilder<Payout, PayoutsOptions>>? sync = null) =>
        Add(tenant, "payouts", EntityType.Payout, from, [to], sync);

    /// <summary>Points and payments are for what was sold.</summary>
    private static Action<SyncBuilder<Order, OrdersOptions>> AsSold(Action<SyncBuilder<Order, OrdersOptions>>? sync) => builder =>
    {
        builder.Options.KitsAsSold = true;
        sync?.Invoke(builder);
    };

    private static TenantBuilder Add<T, TOptions>(
        TenantBuilder tenant, string name, EntityType type, IReadOnlyList<string> from, IReadOnlyList<string> to, Action<SyncBuilder<T, TOptions>>? configure)
        where T : class
        where TOptions : SyncOptions, new()
    {
        var sync = new SyncBuilder<T, TOptions>();
        configure?.Invoke(sync);
        return tenant.AddSync(new SyncDefinition { Name = name, Type = type, From = from, To = to, Options = sync.Options });
    }
}
