using System.Net;
using System.Net.Sockets;
using RetailConnect;
using RetailConnect.Sandbox;

namespace QuickStart;

/// <summary>A partner's host, as the README shows it: one tenant, four connections, six syncs.</summary>
internal sealed class RetailHost : IAsyncDisposable
{
    public static readonly TenantId Tenant = new("northwind");
    private readonly WebApplication app;

    private RetailHost(WebApplication app, Uri address, string statePath)
    {
        this.app = app;
        Address = address;
        StatePath = statePath;
    }

    public Uri Address { get; }

    public string StatePath { get; }

    public IRetailConnect RetailConnect => app.Services.GetRequiredService<IRetailConnect>();

    public IDeadLetterStore DeadLetters => app.Services.GetRequiredService<IDeadLetterStore>();

    public static async Task<RetailHost> StartAsync(SandboxAddresses vendors, string statePath, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        builder.Services.AddRetailConnect(retail =>
        {
            retail.PublicAddress = address;
            retail.Recovery.FirstDelay = TimeSpan.FromMilliseconds(200);
            retail.Recovery.SettleDelay = TimeSpan.FromMilliseconds(500);
            retail.Recovery.PauseAfterRefusal = TimeSpan.FromSeconds(1);
            retail.UseSqlite(statePath).AddTenant(Tenant.Value, tenant => Compose(tenant, vendors));
        });
        var app = builder.Build();
        app.MapRetailConnectWebhooks();
        await app.StartAsync(cancellationToken);
        return new(app, address, statePath);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static void Compose(TenantBuilder tenant, SandboxAddresses vendors) => tenant
        .AddBusinessCentral("erp", o => Connections.Configure(o, vendors))
        .AddShopify("web", o => Connections.Configure(o, vendors))
        .AddSquare("pos", o => Connections.Configure(o, vendors))
        .AddTalonOne("club", o => Connections.Configure(o, vendors))
        .SyncCatalog(from: "erp", to: ["web", "pos"], sync => Often(sync.Options))
        .SyncInventory(from: "erp", to: ["web", "pos"], sync => Often(sync.Options))
        .SyncOrders(from: ["web", "pos"], to: "erp", sync => Often(sync.Options))
        .SyncCustomers(from: ["web", "pos"], to: ["erp", "club"], sync => Often(sync.Options))
        .SyncLoyalty(from: ["web", "pos"], to: "club", sync => Often(sync.Options))
        .SyncReturns(from: ["web", "pos"], to: ["erp", "club"], sync => Often(sync.Options));

    /// <summary>The simulated day is short, so lost webhooks are looked for often; the simulators share this machine's clock, so a small overlap is enough.</summary>
    private static void Often(SyncOptions options)
    {
        options.Every = TimeSpan.FromSeconds(3);
        options.Overlap = TimeSpan.FromSeconds(5);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
