using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using QuickStart;
using RetailConnect.Http;
using RetailConnect.Sandbox;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>QuickStart's retailer without sockets: the four simulators and a host in this process, in virtual time.</summary>
internal sealed class RetailerInProcess : IAsyncDisposable
{
    private static readonly Uri Address = new("https://host.example");
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly WebhookCarrier carrier = new();
    private readonly string folder = Directory.CreateTempSubdirectory("retailconnect-").FullName;
    private readonly int seed;
    private ServiceProvider? host;

    public RetailerInProcess(SandboxOptions options)
    {
        seed = options.Seed;
        Sandbox = RetailSandbox.Create(options, Time, carrier);
    }

    public static TenantId Tenant { get; } = new(Northwind.Name);

    public VirtualTime Time { get; } = new();

    public RetailSandbox Sandbox { get; }

    /// <summary>Wraps the way to a vendor; set it before the host starts.</summary>
    public Func<string, HttpMessageHandler, HttpMessageHandler> Wire { get; set; } = (_, inner) => inner;

    public IServiceProvider Host => host ?? throw new InvalidOperationException("The host is not running.");

    public IRetailConnect Engine => Host.GetRequiredService<IRetailConnect>();

    public IDeadLetterStore DeadLetters => Host.GetRequiredService<IDeadLetterStore>();

    /// <summary>Starts the host; with boundaries it can die at one of them.</summary>
    public async Task StartHostAsync(Boundaries? boundaries = null)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(Time).AddSingleton(Chance.Seeded(seed)).AddSingleton<IConnectionTransport>(new InProcessTransport(Sandbox, Way(boundaries)));
        services.AddRetailConnect(retail =>
        {
            retail.PublicAddress = Address;
            retail.UseSqlite(Path.Combine(folder, "state.db")).AddTenant(Tenant.Value, tenant => Northwind.Compose(tenant, Vendors()));
        });
        if (boundaries is not null)
        {
            services.AddSingleton<IStoreWriter>(provider => new CrashingWriter(provider.GetRequiredService<RelationalStore>(), boundaries));
        }

        host = services.BuildServiceProvider();
        foreach (var hosted in host.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        carrier.Intake = host.GetRequiredService<IWebhookIntake>();
    }

    public async Task StopHostAsync()
    {
        carrier.Intake = null;
        foreach (var hosted in Host.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await host!.DisposeAsync();
        host = null;
    }

    /// <summary>Buries a host that died at a boundary: nothing of it gets out any more, and its file is free for the next one.</summary>
    public async Task BuryHostAsync()
    {
        carrier.Intake = null;
        var dead = Host;
        host = null;
        var stops = dead.GetServices<IHostedService>().Select(hosted => hosted.StopAsync(CancellationToken.None)).ToList();
        await dead.GetRequiredService<RelationalStore>().DisposeAsync();
    }

    /// <summary>Waits until the shops are closed, all webhooks are delivered and nothing waits: twice in a row, each time after a poll of every stream.</summary>
    public async Task QuietAsync()
    {
        for (var quiet = 0; quiet < 2;)
        {
            var before = await Engine.StatusAsync(Tenant, CancellationToken.None);
            var day = Sandbox.Day;
            if (!before.Ready || before.Waiting > 0 || (day.Started && !day.Ended) || day.WebhooksWaiting > 0 || !await CaughtUpAsync())
            {
                quiet = 0;
                await Task.Delay(Look, Time);
                continue;
            }

            var after = await Engine.StatusAsync(Tenant, CancellationToken.None);
            quiet = after.Waiting == 0 && Accepted(after) == Accepted(before) ? quiet + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            // Nobody moves the clock any more, so a host that waits for its waves to end would wait for ever.
            await BuryHostAsync();
        }

        await Sandbox.DisposeAsync();
        carrier.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private Func<string, HttpMessageHandler, HttpMessageHandler> Way(Boundaries? boundaries) =>
        boundaries is null ? Wire : (system, inner) => new CrashingHandler(system, Wire(system, inner), boundaries);

    private static long Accepted(TenantStatus status) => status.Lanes.Sum(lane => lane.Accepted);

    private static SandboxAddresses Vendors() => new()
    {
        Shopify = new("https://shop.example"), Square = new("https://square.example"), BusinessCentral = new("http://erp.example"), TalonOne = new("https://club.example"), Control = Address,
    };

    private async Task<bool> CaughtUpAsync()
    {
        try
        {
            await Engine.CatchUpAsync(Tenant, CancellationToken.None);
            return true;
        }
        catch (ConnectorException)
        {
            return false;
        }
    }
}
