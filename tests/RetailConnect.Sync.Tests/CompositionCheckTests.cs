using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Tests;

/// <summary>What a sync needs and a connection lacks is said before anything runs, with both names.</summary>
public sealed class CompositionCheckTests
{
    private static readonly AlertBoard Board = new(TimeProvider.System, [], NullLogger<AlertBoard>.Instance);

    [Fact]
    public void A_source_that_lacks_the_type_is_named_with_what_it_can() =>
        Assert.Equal(
            "Tenant 'northwind', sync 'catalog': it reads product from 'till', but till can't read it. What 'till' can: reads order; reads stock-level; hears webhooks.",
            Refusal(tenant => tenant.SyncCatalog(from: "till", to: ["shop"])));

    [Fact]
    public void A_source_that_answers_by_id_only_would_never_be_polled() =>
        Assert.Contains("sync 'inventory': it reads stock-level from 'till', but till can't list what changed", Refusal(tenant => tenant.SyncInventory(from: "till", to: ["shop"])), StringComparison.Ordinal);

    [Fact]
    public void Stock_is_written_only_where_it_can_be_swapped()
    {
        Assert.Contains("sync 'inventory': it writes stock-level to 'ledger', but the stock sink of ledger is no IBatchSink", Refusal(tenant => tenant.SyncInventory(from: "erp", to: ["ledger"])), StringComparison.Ordinal);
        Assert.Contains("sync 'inventory': it writes stock-level to 'shelf', but shelf can't read stock by id", Refusal(tenant => tenant.SyncInventory(from: "erp", to: ["shelf"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Customers_are_matched_by_likeness_only_where_they_can_be_read_by_id() =>
        Assert.Contains("sync 'customers': it matches customers by likeness, but shelf can't read customer by id", Refusal(tenant => tenant.SyncCustomers(from: ["shelf"], to: ["erp"], sync => sync.Options.Likeness = new CustomerLikeness())), StringComparison.Ordinal);

    [Fact]
    public void Rules_of_survivorship_need_sources_that_can_be_read_by_id() =>
        Assert.Contains("sync 'customers': it has rules of survivorship, but shelf can't read customer by id", Refusal(tenant => tenant.SyncCustomers(from: ["shelf"], to: ["erp"], sync => sync.Options.Survivorship.KeepWithdrawals = true)), StringComparison.Ordinal);

    [Fact]
    public void All_that_is_unmet_is_told_at_once() =>
        Assert.Equal(3, Refusal(tenant => tenant.SyncCatalog(from: "shop", to: ["till"]).SyncOrders(from: ["tjll"], to: "erp")).Split(Environment.NewLine).Length);

    [Fact]
    public void What_reads_and_writes_one_connection_only_would_do_nothing() =>
        Assert.Contains("sync 'catalog': it reads from 'erp' and writes to 'erp'", Refusal(tenant => tenant.SyncCatalog(from: "erp", to: ["erp"])), StringComparison.Ordinal);

    [Fact]
    public void Two_syncs_that_write_the_same_are_refused()
    {
        Assert.Contains("syncs 'orders' and 'payments': each writes order of 'shop' to 'erp'", Refusal(tenant => tenant.SyncOrders(from: ["shop"], to: "erp").SyncPayments(from: ["till", "shop"], to: "erp")), StringComparison.Ordinal);
        Assert.DoesNotContain("each writes", Refusal(tenant => tenant.SyncOrders(from: ["shop"], to: "erp").SyncPayments(from: ["shop"], to: "nowhere")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_whole_is_let_through_without_a_warning() =>
        Assert.Empty(Warnings(tenant => tenant.SyncCatalog(from: "erp", to: ["shop"]).SyncInventory(from: "erp", to: ["shop"]).SyncOrders(from: ["shop"], to: "erp")));

    [Fact]
    public void Stock_of_a_channel_whose_sales_go_nowhere_is_warned_of() =>
        Assert.Contains("SyncOrders(from: [\"shop\"], to: \"erp\")", Assert.Single(Warnings(tenant => tenant.SyncInventory(from: "erp", to: ["shop"]))), StringComparison.Ordinal);

    [Fact]
    public void Returns_whose_orders_go_nowhere_are_warned_of() =>
        Assert.Contains("from 'shop' to 'erp'", Assert.Single(Warnings(tenant => tenant.SyncReturns(from: ["shop"], to: ["erp"]))), StringComparison.Ordinal);

    [Fact]
    public void Shipments_to_a_channel_whose_orders_go_nowhere_are_warned_of()
    {
        Assert.Contains("SyncOrders(from: [\"shop\"], to: \"erp\")", Assert.Single(Warnings(tenant => tenant.SyncShipments(from: ["erp"], to: ["shop"]))), StringComparison.Ordinal);
        Assert.Empty(Warnings(tenant => tenant.SyncShipments(from: ["erp"], to: ["shop"]).SyncOrders(from: ["shop"], to: "erp")));
    }

    [Fact]
    public void Shipments_need_a_source_and_a_sink_of_their_own() =>
        Assert.Equal(
            ["Tenant 'northwind', sync 'shipments': it reads shipment from 'till', but till can't read it. What 'till' can: reads order; reads stock-level; hears webhooks.",
             "Tenant 'northwind', sync 'shipments': it writes shipment to 'ledger', but ledger can't write it. What 'ledger' can: reads stock-level; writes stock-level."],
            Refusal(tenant => tenant.SyncShipments(from: ["till"], to: ["ledger"])).Split(Environment.NewLine));

    private static string Refusal(Action<TenantBuilder> compose)
    {
        var (tenant, connections) = Compose(compose);
        return Assert.Throws<InvalidOperationException>(() => CompositionCheck.Run(tenant, connections, hasKits: false)).Message;
    }

    private static List<string> Warnings(Action<TenantBuilder> compose)
    {
        var (tenant, connections) = Compose(compose);
        CompositionCheck.Run(tenant, connections, hasKits: false);
        return [.. CompositionCheck.Warnings(tenant, connections, null)];
    }

    private static (TenantDefinition Tenant, Dictionary<string, ConnectionRuntime> Connections) Compose(Action<TenantBuilder> compose)
    {
        var builder = new RetailConnectBuilder(new ServiceCollection());
        builder.AddTenant("northwind", compose);
        return (Assert.Single(builder.Tenants), new()
        {
            ["erp"] = Open<Erp>("erp"), ["shop"] = Open<Shop>("shop"), ["till"] = Open<Till>("till"), ["ledger"] = Open<Ledger>("ledger"), ["shelf"] = Open<Shelf>("shelf"),
        });
    }

    private static ConnectionRuntime Open<TConnector>(string name)
        where TConnector : IConnector<None> => new(TestConnection.Open<TConnector, None>(name, new(), new MemoryCrosswalk()), TimeProvider.System, Board);

    private sealed class None;

    private sealed class Erp : IConnector<None>
    {
        public static string SystemName => "erp";

        public static void Build(ConnectorBuilder<None> connector) =>
            connector.AddSource<Product, Reads<Product>>().AddSource<StockLevel, Reads<StockLevel>>().AddSink<Order, Writes<Order>>().AddSink<Return, Writes<Return>>().AddSink<Product, Writes<Product>>()
                .AddSource<Shipment, Reads<Shipment>>();
    }

    private sealed class Shop : IConnector<None>
    {
        public static string SystemName => "shop";

        public static void Build(ConnectorBuilder<None> connector) =>
            connector.AddSource<Order, Reads<Order>>().AddSource<Return, Reads<Return>>().AddSource<StockLevel, ReadsById<StockLevel>>().AddSink<Product, Writes<Product>>().AddSink<StockLevel, WritesMany<StockLevel>>()
                .AddSink<Shipment, Writes<Shipment>>();
    }

    private sealed class Till : IConnector<None>
    {
        public static string SystemName => "till";

        public static void Build(ConnectorBuilder<None> connector) => connector.AddSource<Order, Reads<Order>>().AddSource<StockLevel, ReadsById<StockLevel>>().AddWebhooks<Ears>();
    }

    private sealed class Ledger : IConnector<None>
    {
        public static string SystemName => "ledger";

        public static void Build(ConnectorBuilder<None> connector) => connector.AddSource<StockLevel, ReadsById<StockLevel>>().AddSink<StockLevel, Writes<StockLevel>>();
    }

    private sealed class Shelf : IConnector<None>
    {
        public static string SystemName => "shelf";

        public static void Build(ConnectorBuilder<None> connector) => connector.AddSink<StockLevel, WritesMany<StockLevel>>().AddSource<Customer, Reads<Customer>>();
    }

    private sealed class Reads<T> : IChangeSource<T>
        where T : class
    {
        public ValueTask<ChangePage<T>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class ReadsById<T> : IEntitySource<T>
        where T : class
    {
        public ValueTask<IReadOnlyList<Change<T>>> ReadAsync(IReadOnlyList<ExternalId> ids, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Writes<T> : IChangeSink<T>
        where T : class
    {
        public ValueTask<WriteReceipt> WriteAsync(Envelope<T> envelope, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class WritesMany<T> : IBatchSink<T>
        where T : class
    {
        public ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<T>> envelopes, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Ears : IWebhookVerifier
    {
        public WebhookVerdict Verify(WebhookRequest request) => throw new NotSupportedException();
    }
}
