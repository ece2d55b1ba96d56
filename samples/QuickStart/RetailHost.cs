using System.Net;
using System.Net.Sockets;
using RetailConnect;
using RetailConnect.Sandbox;

namespace QuickStart;

/// <summary>A partner's host, as the README shows it: one tenant, four connections, six syncs.</summary>
internal sealed class RetailHost : IAsyncDisposable
{
    public static readonly TenantId Tenant = new(Northwind.Name);
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

    public IReconciliation Reconciliation => app.Services.GetRequiredService<IReconciliation>();

    public ICustomerIdentities Customers => app.Services.GetRequiredService<ICustomerIdentities>();

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
            retail.UseSqlite(statePath).AddTenant(Tenant.Value, tenant => Northwind.Compose(tenant, vendors));
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
