using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using QuickStart;
using RetailConnect.Http;
using RetailConnect.Sandbox;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>QuickStart's retailer without sockets: the four simulators and a host in this process, in virtual time.</summary>
internal sealed class RetailerInProcess : IAsyncDisposable
{
    private const string Memory = "/dev/shm";
    private static readonly Uri Address = new("https://host.example");

    /// <summary>Longer than a poll overlaps, so that what was read before is not read again and again.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(6);
    private readonly WebhookCarrier carrier = new();
    private readonly List<ServiceProvider> left = [];
    private readonly int seed;
    private int hosts;
    private ServiceProvider? host;

    public RetailerInProcess(SandboxOptions options)
    {
        seed = options.Seed;
        Clock = new HostClock(Time);
        Sandbox = RetailSandbox.Create(options, Time, carrier);
    }

    public static TenantId Tenant { get; } = new(Northwind.Name);

    public VirtualTime Time { get; } = new();

    /// <summary>The host's clock.</summary>
    public HostClock Clock { get; }

    public RetailSandbox Sandbox { get; }

    /// <summary>Where the host keeps its files; in memory where the machine has such a place, because nobody pulls its plug here.</summary>
    public string Folder { get => field ??= InMemory($"retailconnect-{Guid.NewGuid():N}"); init; }

    /// <summary>A folder in memory where the machine has such a place.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="empty">True to throw away what is in it.</param>
    public static string InMemory(string name, bool empty = false)
    {
        var path = Path.Combine(Directory.Exists(Memory) ? Memory : Path.GetTempPath(), name);
        if (empty && Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }

        return Directory.CreateDirectory(path).FullName;
    }

    /// <summary>Wraps the way to a vendor; set it before the host starts.</summary>
    public Func<string, HttpMessageHandler, HttpMessageHandler> Wire { get; set; } = (_, inner) => inner;

    public bool IsRunning => host is not null;

    public IServiceProvider Host => Running;

    public IRetailConnect Engine => Host.GetRequiredService<IRetailConnect>();

    public IDeadLetterStore DeadLetters => Host.GetRequiredService<IDeadLetterStore>();

    /// <summary>Hears what hosts log; null for nobody.</summary>
    public ILoggerProvider? Logs { get; set; }

    /// <summary>The tenant's connections and syncs; the retailer's own unless said otherwise.</summary>
    public Action<TenantBuilder, SandboxAddresses> Compose { get; init; } = Northwind.Compose;

    /// <summary>What the host's settings have besides the retailer's own.</summary>
    public Action<RetailConnectBuilder> Configure { get; init; } = static _ => { };

    /// <summary>Chooses the store; the folder is this retailer's own.</summary>
    public Action<RetailConnectBuilder, string> UseStore { get; init; } = static (retail, folder) => retail.UseSqlite(Path.Combine(folder, "state.db"));

    /// <summary>Stands between the engine and its store.</summary>
    public Func<StoreView, StoreView> WrapStore { get; init; } = static store => store;

    /// <summary>Starts the host; with boundaries it can die at one of them.</summary>
    public async Task StartHostAsync(Boundaries? boundaries = null)
    {
        var services = new ServiceCollection().AddLogging(Logs is null ? static _ => { } : logs => logs.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton<TimeProvider>(Clock).AddSingleton(Chance.Seeded(seed + hosts++)).AddSingleton<IConnectionTransport>(new InProcessTransport(Sandbox, Way(boundaries)));
        services.AddRetailConnect(retail =>
        {
            retail.PublicAddress = Address;
            UseStore(retail, Folder);
            retail.AddTenant(Tenant.Value, tenant => Compose(tenant, Vendors()));
            Configure(retail);
        });
        services.AddStoreView(store => WrapStore(boundaries is null ? store : new CrashingStore(store, boundaries)));
        host = services.BuildServiceProvider();
        foreach (var hosted in host.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }

        carrier.Intake = host.GetRequiredService<IWebhookIntake>();
    }

    /// <summary>Leaves a host alone that hung: it is not this retailer's any more, and may wake up. What is returned ends it.</summary>
    public Func<Task> LeaveHost()
    {
        carrier.Intake = null;
        var hung = Running;
        left.Add(hung);
        host = null;
        return () => left.Remove(hung) ? BuryAsync(hung) : Task.CompletedTask;
    }

    public async Task StopHostAsync()
    {
        carrier.Intake = null;
        foreach (var hosted in Host.GetServices<IHostedService>())
        {
            await hosted.StopAsync(CancellationToken.None);
        }

        await Running.DisposeAsync();
        host = null;
    }

    /// <summary>Buries a host that died at a boundary: nothing of it gets out any more, and its file is free for the next one.</summary>
    public async Task BuryHostAsync()
    {
        carrier.Intake = null;
        var dead = Running;
        host = null;
        await BuryAsync(dead);
    }

    /// <summary>Waits until the shops are closed, all webhooks are delivered and nothing waits: some times in a row, each time after a poll of every stream.</summary>
    public async Task QuietAsync(int times = 2)
    {
        for (var quiet = 0; quiet < times;)
        {
            var day = Sandbox.Day;
            if (await StatusAsync() is not { } before || !before.Ready || before.Waiting > 0 || (day.Started && !day.Ended) || day.WebhooksWaiting > 0 || !await CaughtUpAsync())
            {
                quiet = 0;
                await Task.Delay(Look, Time);
                continue;
            }

            quiet = await StatusAsync() is { } after && after.Waiting == 0 && Accepted(after) == Accepted(before) ? quiet + 1 : 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            // Nobody moves the clock any more, so a host that waits for its waves to end would wait for ever.
            await BuryHostAsync();
        }

        foreach (var dead in left)
        {
            await BuryAsync(dead);
        }

        await Sandbox.DisposeAsync();
        carrier.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private Func<string, HttpMessageHandler, HttpMessageHandler> Way(Boundaries? boundaries) =>
        boundaries is null ? Wire : (system, inner) => new CrashingHandler(system, Wire(system, inner), boundaries, Time);

    private ServiceProvider Running => host ?? throw new InvalidOperationException("The host is not running.");

    private static long Accepted(TenantStatus status) => status.Lanes.Sum(lane => lane.Accepted);

    private SandboxAddresses Vendors() => new()
    {
        Shopify = new("https://shop.example"), Square = new("https://square.example"), BusinessCentral = new("http://erp.example"), TalonOne = new("https://club.example"), Control = Address, Kits = Sandbox.Kits,
    };

    private async Task<bool> CaughtUpAsync()
    {
        try
        {
            await Engine.CatchUpAsync(Tenant, CancellationToken.None);
            return true;
        }
        catch (Exception exception) when (exception is ConnectorException or StoreException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>How the tenant stands; null while the store is away.</summary>
    private async Task<TenantStatus?> StatusAsync()
    {
        try
        {
            return await Engine.StatusAsync(Tenant, CancellationToken.None);
        }
        catch (StoreException)
        {
            return null;
        }
    }

    private static async Task BuryAsync(ServiceProvider dead)
    {
        var stops = dead.GetServices<IHostedService>().Select(hosted => hosted.StopAsync(CancellationToken.None)).ToList();
        await dead.GetRequiredService<RelationalStore>().DisposeAsync();
    }
}
