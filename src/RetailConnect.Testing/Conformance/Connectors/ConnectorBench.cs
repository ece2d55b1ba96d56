namespace RetailConnect.Testing;

/// <summary>What one run of a connector's check works with.</summary>
internal sealed class ConnectorBench : IAsyncDisposable
{
    /// <summary>How long all has to rest before the clock jumps: a busy machine must not be taken for a wait.</summary>
    private const int TicksOfRest = 6;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private readonly ConformanceHost host;
    private readonly IConnectorVendor vendor;
    private readonly CancellationToken stop;
    private readonly List<Connection> opened = [];

    private ConnectorBench(IConnectorHarness harness, ConformanceHost host, IConnectorVendor vendor, CancellationToken stop)
    {
        this.host = host;
        this.vendor = vendor;
        this.stop = stop;
        Harness = harness;
        host.Wire.Connect(vendor);
        opened.Add(harness.Open(host));
    }

    public IConnectorHarness Harness { get; }

    /// <summary>The connection that was opened last.</summary>
    public Connection Connection => opened[^1];

    public StandingClock Clock => host.Clock;

    /// <summary>The clock of the connector's host.</summary>
    public HostClock HostClock => host.HostClock;

    public Wire Wire => host.Wire;

    public IReadOnlyCollection<string> Logs => host.Logs.Lines;

    public IConnectorVendor Vendor => vendor;

    public IReadableVendor Readable => Able<IReadableVendor>();

    public IWritableVendor Writable => Able<IWritableVendor>();

    public static async Task<ConnectorBench> OpenAsync(IConnectorHarness harness, CancellationToken cancellationToken)
    {
        var host = new ConformanceHost();
        return new(harness, host, await harness.PrepareAsync(host, cancellationToken), cancellationToken);
    }

    /// <summary>The vendor as what the harness says that it is.</summary>
    public TAble Able<TAble>()
        where TAble : class => vendor as TAble ?? throw new ConformanceException($"Expected the vendor to be an {typeof(TAble).Name}, because the harness lacks nothing that needs it; saw {vendor.GetType().Name}.");

    /// <summary>Does something, and lets the clock jump to what is due whenever all rest.</summary>
    public async Task<T> DoAsync<T>(Func<CancellationToken, ValueTask<T>> act)
    {
        var call = act(stop).AsTask();
        await WaitAsync(call);
        return await call;
    }

    /// <summary>Goes on with a connection that has seen nothing yet.</summary>
    public void Reopen() => opened.Add(Harness.Open(host));

    public Task<ExternalId> PutAsync(EntityType type, int number) => DoAsync(token => Readable.PutAsync(type, number, token));

    public async Task<ExternalId[]> PutAsync(EntityType type, int from, int count)
    {
        var ids = new List<ExternalId>();
        for (var number = from; number < from + count; number++)
        {
            ids.Add(await PutAsync(type, number));
        }

        return [.. ids];
    }

    public Task<SeenPage> ReadAsync(SourceSeam source, Cursor? after, int size) => DoAsync(token => source.ReadAsync(after, size, token));

    public Task<IReadOnlyList<Seen>> ReadAsync(SourceSeam source, params IReadOnlyList<ExternalId> ids) => DoAsync(token => source.ReadAsync(ids, token));

    /// <summary>Reads page after page until the source says that there is no more.</summary>
    public async Task<Walk> WalkAsync(SourceSeam source, Cursor? after, int size, Func<int, Task>? between = null)
    {
        const int MostPages = 200;
        var found = new List<Seen>();
        var cursors = new HashSet<string>();
        for (var pages = 1; ; pages++)
        {
            var page = await ReadAsync(source, after, size);
            found.AddRange(page.Changes);
            if (!page.More)
            {
                return new(found, page.Next, pages);
            }

            Expect.True(cursors.Add(page.Next.Value) && page.Next != after, $"The cursor of page {pages} advances, as the page says that there is more");
            Expect.True(pages < MostPages, $"The read ends within {MostPages} pages");
            await (between?.Invoke(pages) ?? Task.CompletedTask);
            after = page.Next;
        }
    }

    /// <summary>What a source has of the entities that a check put there: by page where it can, else by id.</summary>
    public async Task<IReadOnlyList<Seen>> LoadAsync(SourceSeam source, params IReadOnlyList<ExternalId> ids) =>
        source.Pages ? [.. (await WalkAsync(source, null, 50)).Found.Where(change => ids.Contains(change.Entity))] : await ReadAsync(source, ids);

    public SourceSeam Source(EntityType type) => SourceSeam.Of(type, Connection);

    public SinkSeam Sink(EntityType type) => SinkSeam.Of(type, Connection);

    public Task<object> SampleAsync(SinkSeam sink, int number) => DoAsync(async token => sink.Envelope(await Writable.SampleAsync(sink.Type, number, token), host.Time.GetUtcNow()));

    public object Envelope(SinkSeam sink, object value) => sink.Envelope(value, host.Time.GetUtcNow());

    public Task<WriteReceipt> DeliverAsync(SinkSeam sink, object envelope) => DoAsync(token => sink.DeliverAsync(envelope, token));

    /// <summary>Writes; tells what was thrown instead of throwing it.</summary>
    public async Task<Exception?> TryAsync(SinkSeam sink, object envelope)
    {
        try
        {
            await DeliverAsync(sink, envelope);
            return null;
        }
        catch (Exception exception) when (exception is not ConformanceException && !stop.IsCancellationRequested)
        {
            return exception;
        }
    }

    public Task<VendorEffect> LookAsync(SinkSeam sink, object envelope) => DoAsync(token => sink.LookAsync(Writable, envelope, token));

    /// <summary>Saves what a receipt says, as the engine does.</summary>
    public void Save(SinkSeam sink, object envelope, WriteReceipt receipt)
    {
        host.Link(sink.Type, ConformanceHost.Target, sink.CanonicalOf(envelope), receipt.Id);
        foreach (var link in receipt.Links)
        {
            host.Link(link.Type, ConformanceHost.Target, link.Canonical, link.External);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in opened)
        {
            await WaitAsync(connection.DisposeAsync().AsTask());
        }

        await vendor.DisposeAsync();
    }

    /// <summary>While the vendor is at work only short waits are over: its own, and none that would give up on it.</summary>
    private async Task WaitAsync(Task work)
    {
        var started = TimeProvider.System.GetTimestamp();
        var (seen, rests) = (-1L, 0);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Tick, TimeProvider.System, stop));
            stop.ThrowIfCancellationRequested();
            var moves = Wire.Moves + Clock.Settings;
            rests = moves == seen ? rests + 1 : 0;
            seen = moves;
            if (rests >= TicksOfRest && !work.IsCompleted)
            {
                Clock.Jump(Wire.Busy > 0 ? ShortWait : TimeSpan.MaxValue);
                rests = 0;
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new ConformanceException($"expected the call to end; saw it under way after {Patience.TotalSeconds} seconds and {Wire.Calls} calls to the vendor");
            }
        }
    }
}
