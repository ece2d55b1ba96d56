using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RetailConnect.Sync.Engine;

/// <summary>Runs all tenants as long as the host runs.</summary>
internal sealed partial class SyncEngine(
    ITenantCatalog catalog, ConnectorRegistry registry, EngineSettings settings, EngineParts parts, IDeadLetterStore deadLetters, IServiceProvider host, ILogger<SyncEngine> logger)
    : IHostedService, IRetailConnect, IAsyncDisposable
{
    private const int PurgedAtOnce = 500;
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkAgain = TimeSpan.FromMinutes(1);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> loops = [];
    private IReadOnlyDictionary<string, TenantRuntime> tenants = new Dictionary<string, TenantRuntime>();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SettingsCheck.Run(settings);
        var factory = new TenantFactory(registry, parts, host);
        tenants = (await catalog.ListAsync(cancellationToken)).ToDictionary(tenant => tenant.Id.Value, factory.Create);
        await parts.Writer.OpenAsync(cancellationToken);
        loops.AddRange(tenants.Values.Select(tenant => RunAsync(tenant, stop.Token)));
        loops.Add(PurgeAsync(stop.Token));
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync();
        await Task.WhenAll(loops).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var tenant in tenants.Values)
        {
            await tenant.DisposeAsync();
        }

        tenants = new Dictionary<string, TenantRuntime>();
        stop.Dispose();
    }

    public TenantRuntime? Find(string tenant) => tenants.GetValueOrDefault(tenant);

    /// <summary>The address that a vendor was told; null when the host has none.</summary>
    public Uri? AddressOf(string tenant, string connection) => settings.PublicAddress is { } address ? WebhookAddress.Of(address, tenant, connection) : null;

    public async ValueTask<TenantStatus> StatusAsync(TenantId tenant, CancellationToken cancellationToken) =>
        new(Known(tenant).Ready, await parts.Inbox.CountAsync(tenant, cancellationToken), await parts.Inbox.CountHintsAsync(tenant, cancellationToken));

    public Task CatchUpAsync(TenantId tenant, CancellationToken cancellationToken) => Task.WhenAll(Known(tenant).Streams.Select(stream => stream.CatchUpAsync(cancellationToken)));

    public async ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken)
    {
        var runtime = Known(tenant);
        var replayed = await deadLetters.ReplayAsync(tenant, envelopes, cancellationToken);
        foreach (var lane in runtime.Lanes)
        {
            lane.Reload();
        }

        foreach (var stream in runtime.Streams)
        {
            stream.Hear();
        }

        return replayed;
    }

    public IReadOnlyDictionary<LaneKey, IReadOnlyList<string>> Describe(TenantId tenant) => Known(tenant).Lanes.ToDictionary(lane => lane.Key, lane => lane.Describe());

    private TenantRuntime Known(TenantId tenant) =>
        Find(tenant.Value) ?? throw new ArgumentException($"There is no tenant named '{tenant}'. Known: {string.Join(", ", tenants.Keys.Order())}.", nameof(tenant));

    private async Task RunAsync(TenantRuntime tenant, CancellationToken cancellationToken)
    {
        var (linker, complete) = (new LocationLinker(tenant, parts), false);
        await InsistAsync(tenant, "locations", async token => complete = await linker.LinkAsync(token), cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        tenant.Ready = true;
        var keepers = tenant.Connections.Values.Select(connection => KeepSubscribedAsync(tenant, connection, cancellationToken));
        await Task.WhenAll(tenant.Streams.Select(stream => stream.RunAsync(cancellationToken)).Concat(tenant.Lanes.Select(lane => lane.RunAsync(cancellationToken))).Concat(keepers).Append(KeepLinkedAsync(tenant, linker, complete, cancellationToken)));
    }

    /// <summary>Links locations that are new, and those of a connection that was away.</summary>
    private async Task KeepLinkedAsync(TenantRuntime tenant, LocationLinker linker, bool complete, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await parts.Time.WaitAsync(complete ? LinkEvery : LinkAgain, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            await InsistAsync(tenant, "locations", async token => complete = await linker.LinkAsync(token), cancellationToken);
        }
    }

    private async Task KeepSubscribedAsync(TenantRuntime tenant, ConnectionRuntime connection, CancellationToken cancellationToken)
    {
        if (connection.Connection.Part<IWebhookSubscriptions>() is not { } subscriptions || AddressOf(tenant.Tenant.Value, connection.Name) is not { } address)
        {
            return;
        }

        var again = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            await InsistAsync(tenant, $"webhook subscriptions of '{connection.Name}'", async token => again = await subscriptions.EnsureAsync(address, token), cancellationToken);
            await parts.Time.WaitAsync(again, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Forgets what is older than the store's retention, in small steps between which others have their turn.</summary>
    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                while (await parts.Writer.PurgeAsync(PurgedAtOnce, cancellationToken) > 0)
                {
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (StoreException exception)
            {
                LogPurge(exception);
            }

            await parts.Time.WaitAsync(PurgeEvery, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }
    }

    /// <summary>Does something that must be done, with waits that grow to a bound.</summary>
    private async Task InsistAsync(TenantRuntime tenant, string what, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !cancellationToken.IsCancellationRequested; attempt++)
        {
            try
            {
                await work(cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                var wait = parts.Recovery.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 8)) * (0.5 + (parts.Chance.NextDouble() / 2));
                LogInsist(exception, tenant.Tenant.Value, what, wait);
                await parts.Time.WaitAsync(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            }
        }
    }

    [LoggerMessage(2402, LogLevel.Warning, "What is older than the retention could not be removed from the store; it is tried again within the hour.")]
    private partial void LogPurge(Exception exception);

    [LoggerMessage(2401, LogLevel.Warning, "{Tenant}: {What} not done yet; again in {Wait}.")]
    private partial void LogInsist(Exception exception, string tenant, string what, TimeSpan wait);
}
