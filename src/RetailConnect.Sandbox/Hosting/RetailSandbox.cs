using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using RetailConnect.Sandbox.TalonOne;

namespace RetailConnect.Sandbox;

/// <summary>The four vendors with one simulated retailer in them, over HTTP on loopback or in process.</summary>
/// <remarks>Thread-safe. With a clock of the caller's own and the in-process handlers it runs in virtual time.</remarks>
public sealed class RetailSandbox : IAsyncDisposable
{
    private const decimal FreeShippingFrom = 75m;
    private readonly Dictionary<string, VendorEndpoint> endpoints;
    private readonly List<IAsyncDisposable> servers = [];
    private readonly CancellationTokenSource stop = new();
    private readonly HttpMessageInvoker webhookClient;
    private readonly WebhookSender sender;
    private readonly RetailWorld world;
    private readonly TradingDay day;

    private RetailSandbox(SandboxOptions options, TimeProvider time, HttpMessageHandler? webhooks)
    {
        Recorder = new RequestRecorder { Capacity = options.RecordingCapacity };
        webhookClient = new HttpMessageInvoker(webhooks ?? new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }, disposeHandler: webhooks is null);
        sender = new WebhookSender(webhookClient, time, name => (endpoints![name].Simulator, endpoints[name].Faults));
        Shopify = new(time, sender, new ShopifySettings { RestoreRate = options.ShopifyRestoreRate, BulkLinesPerSecond = options.ShopifyBulkLinesPerSecond, FreeShippingFrom = FreeShippingFrom, TaxesIncluded = options.ShopTaxesIncluded });
        Square = new(time, sender, new SquareSettings { CustomerSearchLag = options.SquareSearchLag, KeysRemembered = options.SquareKeysRemembered, CatalogSearchLag = options.SquareCatalogLag });
        BusinessCentral = new(time, sender, new BusinessCentralSettings { ItemPricesIncludeTax = options.ErpItemPricesIncludeTax, CustomersPricesIncludeTax = options.ErpCustomerPricesIncludeTax, VatRate = options.ErpVatRate });
        TalonOne = new(time, new TalonOneSettings { Coupons = options.Coupons });
        IVendorSimulator[] vendors = [Shopify, Square, BusinessCentral, TalonOne];
        endpoints = vendors.Select((vendor, index) => new VendorEndpoint(vendor, new FaultInjector((options.Seed * 31) + index, options.Faults), Recorder, time)).ToDictionary(endpoint => endpoint.Simulator.Vendor);
#pragma warning disable RS0030 // The seed is the point: this is the world's chance, not the engine's.
        world = new RetailWorld(this, options.Scale, new Random(options.Seed));
        day = new TradingDay(new DayPlan(world, options.Scale, new Random(options.Seed + 1)).Draw, options.Scale.Day, time);
#pragma warning restore RS0030
    }

    /// <summary>The web shop.</summary>
    public ShopifySimulator Shopify { get; }

    /// <summary>The POS.</summary>
    public SquareSimulator Square { get; }

    /// <summary>The ERP.</summary>
    public BusinessCentralSimulator BusinessCentral { get; }

    /// <summary>The loyalty engine.</summary>
    public TalonOneSimulator TalonOne { get; }

    /// <summary>Every request that the simulators received.</summary>
    public RequestRecorder Recorder { get; }

    /// <summary>Where the simulators listen; null before <see cref="ListenAsync"/>.</summary>
    public SandboxAddresses? Addresses { get; private set; }

    /// <summary>What the retailer sells as one and is made of other goods.</summary>
    public IReadOnlyList<RetailKit> Kits => world.Kits;

    /// <summary>Second profiles that customers have in the web shop.</summary>
    public IReadOnlyList<ShopAlias> Aliases => world.Aliases;

    /// <summary>Tells the judge that a second profile and its customer are one person: what the profile buys from now on is the customer's. Tell it before the shops open.</summary>
    public void TellMerged(string profile) => world.TellMerged(profile);

    /// <summary>How far the trading day is.</summary>
    public DayStatus Day => new(day.Started, day.Ended, day.Done, day.Planned, sender.Waiting, day.Failure);

    /// <summary>Creates the vendors and seeds the retailer.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="time">The clock of the world.</param>
    /// <param name="webhooks">Carries webhooks to their receiver; null sends them over sockets.</param>
    public static RetailSandbox Create(SandboxOptions options, TimeProvider time, HttpMessageHandler? webhooks = null) => new(options, time, webhooks);

    /// <summary>Carries requests to a vendor in process.</summary>
    /// <param name="vendor">Name of the vendor, as its simulator states it.</param>
    public HttpMessageHandler HandlerOf(string vendor) => new VendorHandler(endpoints[vendor]);

    /// <summary>Opens the shops; a second call changes nothing.</summary>
    public void StartDay() => day.Start(stop.Token);

    /// <summary>Judges the four systems by their own state.</summary>
    public IReadOnlyList<Proof> Prove() => Judge.Prove(world.Observe(Day));

    /// <summary>Changes how the world misbehaves.</summary>
    public void SetFaults(FaultProfile profile)
    {
        foreach (var endpoint in endpoints.Values)
        {
            endpoint.Faults.Profile = profile;
        }
    }

    /// <summary>Starts the listeners on loopback.</summary>
    /// <param name="controlPort">Port of the controls; 0 takes a free one.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    public async Task<SandboxAddresses> ListenAsync(int controlPort, CancellationToken cancellationToken)
    {
        var started = new Dictionary<string, Uri>();
        foreach (var (vendor, endpoint) in endpoints)
        {
            var server = await VendorServer.StartAsync(endpoint, 0, cancellationToken);
            servers.Add(server);
            started[vendor] = server.Address;
        }

        var control = await ControlServer.StartAsync(this, controlPort, cancellationToken);
        servers.Add(control);
        return Addresses = new SandboxAddresses
        {
            Shopify = started["shopify"], Square = started["square"], BusinessCentral = started["business-central"], TalonOne = started["talon-one"], Control = control.Address, Kits = Kits,
        };
    }

    /// <summary>Stops the listeners; what was not sent is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        sender.Dispose();
        foreach (var server in servers)
        {
            await server.DisposeAsync();
        }

        foreach (var endpoint in endpoints.Values)
        {
            endpoint.Dispose();
        }

        webhookClient.Dispose();
        Shopify.Dispose();
        stop.Dispose();
    }
}
