using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A retailer in Berlin who plans sales prices, with a web shop and tills; it is Friday, 27 November 2026, nine o'clock there when a test begins.</summary>
internal sealed class SaleRetailer : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(5);
    private readonly ConcurrentQueue<(string System, string Body)> writes = new();

    public SaleRetailer(Action<SyncBuilder<Product, CatalogOptions>>? catalog = null, int items = 2, bool scheduled = true, int seed = 5)
    {
        Catalog = catalog ?? (static _ => { });
        IsScheduled = scheduled;
        House = new RetailerInProcess(new SandboxOptions { Seed = seed, Scale = new RetailerScale { Items = items, VariantsPerItem = 1, Stores = 1, Customers = 0, Day = TimeSpan.FromSeconds(1) } })
        {
            Compose = Compose, Configure = retail => retail.Services.AddSingleton(Sales), Wire = (system, inner) => new Wire(this, system) { InnerHandler = Before?.Invoke(system, inner) ?? inner },
        };
    }

    public static TimeZoneInfo Berlin { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public RetailerInProcess House { get; }

    public SalePrices Sales { get; } = new();

    /// <summary>True when the sync follows the table of sales prices from now on, or from its next start.</summary>
    public bool IsScheduled { get; set; }

    public Action<SyncBuilder<Product, CatalogOptions>> Catalog { get; set; }

    /// <summary>What the tenant has besides.</summary>
    public Action<TenantBuilder> More { get; init; } = static _ => { };

    /// <summary>Further settings of the web shop's connection.</summary>
    public Action<ShopifyOptions> Shop { get; init; } = static _ => { };

    /// <summary>Stands before a system's way; null for nothing.</summary>
    public Func<string, HttpMessageHandler, HttpMessageHandler>? Before { get; init; }

    /// <summary>Systems that can't be reached.</summary>
    public HashSet<string> Down { get; } = [];

    /// <summary>The first SKU of the ERP, and its usual price.</summary>
    public (string Sku, decimal Price) Item => House.Sandbox.BusinessCentral.Prices[0];

    /// <summary>Products that were sent to a system since the last look.</summary>
    public IReadOnlyList<string> Writes(string system)
    {
        var all = writes.ToList();
        writes.Clear();
        return [.. all.Where(write => write.System == system).Select(write => write.Body)];
    }

    public decimal Web(string? sku = null) => ComparedRetailer.PriceIn(House, "web", sku ?? Item.Sku);

    public decimal Pos(string? sku = null) => ComparedRetailer.PriceIn(House, "pos", sku ?? Item.Sku);

    /// <summary>What both channels charge.</summary>
    public (decimal Web, decimal Pos) Charged => (Web(), Pos());

    public decimal? CrossedOut => House.Sandbox.Shopify.CrossedOut.Where(row => row.Sku == Item.Sku).Select(row => (decimal?)row.CompareAt).SingleOrDefault();

    /// <summary>Starts the host, loads the channels, and does a test's work.</summary>
    public Task RunAsync(Func<Task> work) => Pump.RunAsync(House.Time, Longest, async () =>
    {
        await House.StartHostAsync();
        await House.QuietAsync();
        writes.Clear();
        await work();
    });

    /// <summary>Lets time pass until clocks in Berlin show a time.</summary>
    public Task UntilAsync(string local)
    {
        var moment = BusinessTime.ToMoment(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), Berlin);
        return Task.Delay(moment - House.Time.GetUtcNow(), House.Time);
    }

    public Task<IReadOnlyList<DeadLetter>> LettersAsync() => House.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None).AsTask();

    public static DateTime At(string local) => DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private void Compose(TenantBuilder tenant, SandboxAddresses vendors)
    {
        tenant.TimeZone = Berlin;
        tenant.AddBusinessCentral("erp", o => Connections.Configure(o, vendors)).AddShopify("web", o =>
            {
                Connections.Configure(o, vendors);
                Shop(o);
            }).AddSquare("pos", o => Connections.Configure(o, vendors))
            .SyncCatalog(from: "erp", to: ["web", "pos"], sync =>
            {
                sync.Every = TimeSpan.FromMinutes(5);
                if (IsScheduled)
                {
                    sync.UsePriceSchedule<SalePrices>();
                }

                Catalog(sync);
            });
        More(tenant);
    }

    private sealed class Wire(SaleRetailer retailer, string system) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (retailer.Down.Contains(system))
            {
                throw new HttpRequestException("The way is closed.");
            }

            if (request.Content is { } content && await content.ReadAsStringAsync(cancellationToken) is var body && (body.Contains("productSet(", StringComparison.Ordinal) || request.RequestUri!.AbsolutePath.EndsWith("batch-upsert", StringComparison.Ordinal)))
            {
                retailer.writes.Enqueue((system, body));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
