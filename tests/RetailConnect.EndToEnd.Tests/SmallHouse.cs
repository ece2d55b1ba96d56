using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RetailConnect.Http;
using RetailConnect.Storage.Relational;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>The real engine and store between a till and books that a test plays itself, in virtual time.</summary>
internal sealed class SmallHouse : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("retailconnect-");
    private ServiceProvider? host;

    public static TenantId Tenant { get; } = new("corner-shop");

    public VirtualTime Time { get; init; } = new();

    public TillOptions Till { get; } = new();

    public BooksOptions Books { get; } = new();

    public Action<TenantBuilder> Compose { get; init; } = static _ => { };

    public Action<SyncBuilder<Order, OrdersOptions>> Sync { get; init; } = static _ => { };

    public IConnectionTransport? Transport { get; init; }

    public Func<StoreView, StoreView> WrapStore { get; init; } = static store => store;

    public IDeadLetterStore DeadLetters => host!.GetRequiredService<IDeadLetterStore>();

    public IRetailConnect Engine => host!.GetRequiredService<IRetailConnect>();

    /// <summary>Runs the house while the test does its work.</summary>
    public Task RunAsync(Func<Task> work) => Pump.RunAsync(Time, Longest, async () =>
    {
        await StartAsync();
        await work();
    });

    public async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), Time);
        }
    }

    /// <summary>Waits until the engine has nothing to do.</summary>
    public async Task<TenantStatus> QuietAsync()
    {
        while (true)
        {
            var status = await Engine.StatusAsync(Tenant, CancellationToken.None);
            if (status is { Ready: true, Waiting: 0 } && status.Lanes.Count > 0)
            {
                return status;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), Time);
        }
    }

    /// <summary>Reads past the store.</summary>
    public T Ask<T>(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder.FullName, "state.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            // Nobody moves the clock any more.
            _ = host.GetServices<IHostedService>().Select(hosted => hosted.StopAsync(CancellationToken.None)).ToList();
            await host.GetRequiredService<RelationalStore>().DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddSingleton<TimeProvider>(Time).AddSingleton(Chance.Seeded(1));
        if (Transport is not null)
        {
            services.AddSingleton(Transport);
        }

        services.AddRetailConnect(retail => retail
            .UseSqlite(Path.Combine(folder.FullName, "state.db"))
            .AddTenant(Tenant.Value, tenant =>
            {
                tenant.AddConnection<TillConnector, TillOptions>("till", options => options.Read = request => Till.Read(request));
                tenant.AddConnection<BooksConnector, BooksOptions>("books", options => (options.Write, options.Find, options.Proof) = (envelope => Books.Write(envelope), envelope => Books.Find(envelope), Books.Proof));
                Compose(tenant);
                tenant.SyncOrders(from: ["till"], to: "books", Sync);
            }));
        services.AddStoreView(WrapStore);
        host = services.BuildServiceProvider();
        foreach (var hosted in host.GetServices<IHostedService>())
        {
            await hosted.StartAsync(CancellationToken.None);
        }
    }
}

/// <summary>What the till does.</summary>
internal sealed class TillOptions
{
    public Func<ReadRequest, ChangePage<Order>> Read { get; set; } = static request => new([], request.After ?? new Cursor("0"), More: false);

    /// <summary>A till that sold some orders before, and nothing since.</summary>
    public static Func<ReadRequest, ChangePage<Order>> Sold(params string[] ids) => request => request.After is null
        ? new([.. ids.Select(id => Change.Upserted(id, "1", Sale(id)))], new Cursor("1"), More: false)
        : new([], request.After, More: false);

    public static Order Sale(string id) => new()
    {
        Id = id, PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Completed, Total = MoneyPair.Of(new(5m, "EUR")), TaxesIncluded = true,
        Lines = [new OrderLine { Id = "1", Kind = OrderLineKind.Item, Sku = new("S-1"), Quantity = 1, UnitPrice = MoneyPair.Of(new(5m, "EUR")) }],
    };
}

internal sealed class TillConnector : IConnector<TillOptions>
{
    public static string SystemName => "till";

    public static void Build(ConnectorBuilder<TillOptions> connector) => connector.AddSource<Order, Source>();

    private sealed class Source(TillOptions till) : IChangeSource<Order>
    {
        public ValueTask<ChangePage<Order>> ReadAsync(ReadRequest request, CancellationToken cancellationToken) => new(till.Read(request));
    }
}

/// <summary>What the books do.</summary>
internal sealed class BooksOptions
{
    public WriteProof Proof { get; set; } = WriteProof.LookUp;

    public Func<Envelope<Order>, ValueTask<WriteReceipt>> Write { get; set; } = static envelope => new(new WriteReceipt($"doc-{envelope.Canonical}"));

    public Func<Envelope<Order>, WriteReceipt?> Find { get; set; } = static _ => null;
}

internal sealed class BooksConnector : IConnector<BooksOptions>
{
    public static string SystemName => "books";

    public static void Build(ConnectorBuilder<BooksOptions> connector) => connector.AddSink<Order, Sink>(connector.Options.Proof);

    private sealed class Sink(BooksOptions books) : IChangeSink<Order>, ILookUp<Order>
    {
        public ValueTask<WriteReceipt> WriteAsync(Envelope<Order> envelope, CancellationToken cancellationToken) => books.Write(envelope);

        public ValueTask<WriteReceipt?> FindAsync(Envelope<Order> envelope, CancellationToken cancellationToken) => new(books.Find(envelope));
    }
}
