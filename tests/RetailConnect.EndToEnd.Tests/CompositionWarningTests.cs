using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A composition that runs, but not as anybody means it, is told at the start.</summary>
public sealed class CompositionWarningTests : ILoggerProvider, ILogger
{
    private const int Warning = 2407;
    private static readonly Uri Nowhere = new("http://vendor.example");
    private static readonly SandboxAddresses Vendors = new() { Shopify = Nowhere, Square = Nowhere, BusinessCentral = Nowhere, TalonOne = Nowhere, Control = Nowhere };
    private readonly ConcurrentQueue<string> warnings = new();

    [Fact]
    public async Task Nothing_is_told_of_a_composition_that_is_whole() => Assert.Empty(await StartAsync(_ => { }));

    [Fact]
    public async Task Orders_whose_customers_go_nowhere_are_told_with_the_mend()
    {
        var told = await StartAsync(retail => retail.AddTenant("southwind", tenant => Connect(tenant).SyncCustomers(from: ["web"], to: ["club"]).SyncOrders(from: ["web"], to: "erp")));
        var warning = Assert.Single(told);
        Assert.StartsWith("southwind: Sync 'orders' writes orders of 'web' to 'erp'", warning, StringComparison.Ordinal);
        Assert.Contains("unknown-customer", warning, StringComparison.Ordinal);
        Assert.EndsWith("Add SyncCustomers(from: [\"web\"], to: [\"erp\"]).", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_for_customers_that_the_loyalty_engine_does_not_know_are_told()
    {
        var told = await StartAsync(retail => retail.AddTenant("southwind", tenant => Connect(tenant).SyncCustomers(from: ["web"], to: ["erp"]).SyncLoyalty(from: ["web"], to: "club")));
        Assert.Contains("SyncCustomers(from: [\"web\"], to: [\"club\"])", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_with_webhooks_are_told_when_the_host_has_no_address()
    {
        var told = await StartAsync(retail => retail.PublicAddress = null);
        Assert.All(told, warning => Assert.EndsWith("Set PublicAddress.", warning, StringComparison.Ordinal));
        Assert.Equal(["northwind: 'erp'", "northwind: 'pos'", "northwind: 'web'"], told.Select(warning => warning[..16].TrimEnd()).Order());
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    void IDisposable.Dispose()
    {
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (eventId.Id == Warning)
        {
            warnings.Enqueue(formatter(state, exception));
        }
    }

    private static TenantBuilder Connect(TenantBuilder tenant) => tenant
        .AddBusinessCentral("erp", o => Connections.Configure(o, Vendors)).AddShopify("web", o => Connections.Configure(o, Vendors)).AddTalonOne("club", o => Connections.Configure(o, Vendors));

    private async Task<IReadOnlyList<string>> StartAsync(Action<RetailConnectBuilder> configure)
    {
        await using var retailer = new RetailerInProcess(new SandboxOptions { Scale = new RetailerScale().Times(0.01) })
        {
            Configure = retail =>
            {
                retail.Services.AddSingleton<ILoggerProvider>(this);
                configure(retail);
            },
        };
        await Pump.RunAsync(retailer.Time, TimeSpan.FromHours(1), () => retailer.StartHostAsync());
        return [.. warnings];
    }
}
