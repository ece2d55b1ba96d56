using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Alerts;

namespace RetailConnect.Sync.Engine;

/// <summary>Runs all tenants as long as the host runs.</summary>
internal sealed partial class SyncEngine(
    ITenantCatalog catalog, ConnectorRegistry registry, EngineSettings settings, EngineParts parts, IDeadLetterStore deadLetters, AlertBoard alerts, IServiceProvider host, ILogger<SyncEngine> logger)
    : IHostedService, IRetailConnect, IAsyncDisposable
{
    private const int PurgedAtOnce = 500;
    private const int ManyFailures = 3;
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LinkSoon = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> loops = [];
    private readonly ConcurrentDictionary<string, TenantRuntime> tenants = new();
    private readonly TenantFactory factory = new(registry, parts, alerts, host);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        SettingsCheck.Run(settings);
        foreach (var tenant in await catalog.ListAsync(cancellationToken))
        {
            var runtime = tenants[tenant.Id.Value] = factory.Create(tenant);
            foreach (var warning in CompositionCheck.Warnings(tenant, runtime.Connections, settings.PublicAddress))
            {
                LogComposition(tenant.Id.Value, warning);
            }
        }

        var opened = await TryOpenAsync(cancellationToken);
        loops.Add(alerts.RunAsync(stop.Token));
        loops.Add(RunAsync(opened, stop.Token));
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

        tenants.Clear();
        stop.Dispose();
    }

    public TenantRuntime? Find(string tenant) => tenants.GetValueOrDefault(tenant);

    /// <summary>The address that a vendor was told; null when the host has none.</summary>
    public Uri? AddressOf(string tenant, string connection) => settings.PublicAddress is { } address ? WebhookAddress.Of(address, tenant, connection) : null;

    public async ValueTask<TenantStatus> StatusAsync(TenantId tenant, CancellationToken cancellationToken) =>
        new(Known(tenant).Ready, await parts.Inbox.CountAsync(tenant, cancellationToken), await parts.Inbox.CountHintsAsync(tenant, cancellationToken));

    public Task CatchUpAsync(TenantId tenant, CancellationToken cancellationToken) => Known(tenant) is { Ready: true } runtime
        ? Task.WhenAll(runtime.Streams.Select(stream => stream.CatchUpAsync(cancellationToken)))
        : Task.FromException(new ConnectorException(FaultKind.Transient, $"This host does not work for '{tenant}' yet: its connections are not ready, or another host has its lease.") { MayHaveTakenEffect = false });

    public async ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken)
    {
        var runtime = Known(tenant);
        var replayed = await deadLetters.ReplayAsync(tenant, envelopes, cancellationToken);
        Wake(runtime, lanes: true);
        return replayed;
    }

    public IReadOnlyDictionary<LaneKey, IReadOnlyList<string>> Describe(TenantId tenant) => Known(tenant).Lanes.ToDictionary(lane => lane.Key, lane => lane.Describe());

    public TenantRuntime Known(TenantId tenant) =>
        Find(tenant.Value) ?? throw new ArgumentException($"There is no tenant named '{tenant}'. Known: {string.Join(", ", tenants.Keys.Order())}.", nameof(tenant));

    /// <summary>Opens the store; a store that is only unavailable is waited for later.</summary>
    private async ValueTask<bool> TryOpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await parts.Writer.OpenAsync(cancellationToken);
            StoreAlert.Clear(alerts);
            return true;
        }
        catch (StoreException exception)
        {
            StoreAlert.Raise(alerts, exception);
            if (exception.Lasting)
            {
                throw;
            }

            LogNotOpen(exception, exception.Message);
            return false;
        }
    }

    private async Task RunAsync(bool opened, CancellationToken cancellationToken)
    {
        for (var attempt = 1; !opened && !cancellationToken.IsCancellationRequested; attempt++)
        {
            await WaitAsync(Backoff(attempt), cancellationToken);
            try
            {
                opened = !cancellationToken.IsCancellationRequested && await TryOpenAsync(cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // No waiting mends that: the host ends as if it had been so at its start.
                LogLasting(exception, exception.Message);
                host.GetService<IHostApplicationLifetime>()?.StopApplication();
                return;
            }
        }

        await Task.WhenAll(tenants.Values.Select(tenant => ServeAsync(tenant, cancellationToken)).Append(PurgeAsync(cancellationToken)));
    }

    /// <summary>Works for a tenant whenever this host has its lease.</summary>
    private async Task ServeAsync(TenantRuntime tenant, CancellationToken cancellationToken)
    {
        while (true)
        {
            CallScope.Guard = tenant.Keeper.Check;
            CallScope.Priority = CallPriority.Catalog;
            await InsistAsync(tenant, "lease", async token => await TakeAsync(tenant, token), cancellationToken);
            using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var work = RunAsync(tenant, life.Token);
            var calls = 0L;
            await tenant.Keeper.KeepAsync(now => HearAsync(tenant, now != Interlocked.Exchange(ref calls, now), life.Token), cancellationToken);
            tenant.Ready = false;
            await life.CancelAsync();
            await EndAsync(tenant, work);
            await tenant.Keeper.ReleaseAsync();
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            alerts.Leave(tenant.Tenant);

            // What was in memory may be out of date by the time the lease comes back.
            await using var old = tenant;
            tenants[old.Tenant.Value] = tenant = factory.Create(old.Definition);
        }
    }

    /// <summary>Waits for a tenant's loops to end; none may take the tenant down with it.</summary>
    private async Task EndAsync(TenantRuntime tenant, Task work)
    {
        try
        {
            await work;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogLoop(exception, tenant.Tenant.Value);
        }
        catch (OperationCanceledException)
        {
            // Ended, as asked.
        }
    }

    /// <summary>Takes a tenant's lease, and goes on from the time of the host before.</summary>
    private async ValueTask TakeAsync(TenantRuntime tenant, CancellationToken cancellationToken)
    {
        await tenant.Keeper.TakeAsync(cancellationToken);
        if (await parts.Ledger.FindNewestAsync(tenant.Tenant, cancellationToken) is { } newest)
        {
            parts.Time.GoOnFrom(newest);
        }
    }

    /// <summary>Hears what other hosts recorded for a tenant.</summary>
    private async ValueTask HearAsync(TenantRuntime tenant, bool replays, CancellationToken cancellationToken)
    {
        if (replays || await parts.Inbox.CountHintsAsync(tenant.Tenant, cancellationToken) > 0)
        {
            Wake(tenant, replays);
        }
    }

    public static void Wake(TenantRuntime tenant, bool lanes)
    {
        foreach (var lane in tenant.Lanes.Where(_ => lanes))
        {
            lane.Reload();
        }

        foreach (var stream in tenant.Streams)
        {
            stream.Hear();
        }
    }

    private async Task RunAsync(TenantRuntime tenant, CancellationToken cancellationToken)
    {
        var linker = new LocationLinker(tenant, tenant.Parts);
        var complete = await LinkAsync(tenant, linker, cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        var sampler = new LaneSampler(tenant.Tenant, tenant.Parts, alerts, host.GetRequiredService<ILogger<LaneSampler>>());
        var keepers = tenant.Connections.Values.Select(connection => KeepSubscribedAsync(tenant, connection, cancellationToken))
            .Append(KeepLinkedAsync(tenant, linker, complete, cancellationToken)).Append(sampler.RunAsync(cancellationToken));
        await Task.WhenAll(tenant.Streams.Select(stream => stream.RunAsync(cancellationToken)).Concat(tenant.Lanes.Select(lane => lane.RunAsync(cancellationToken))).Concat(keepers));
    }

    /// <summary>Links locations that are new, and those of a connection that was away.</summary>
    private async Task KeepLinkedAsync(TenantRuntime tenant, LocationLinker linker, bool complete, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await WaitAsync(complete ? LinkEvery : tenant.Ready ? LinkAgain : LinkSoon, cancellationToken);
            complete = await LinkAsync(tenant, linker, cancellationToken);
        }
    }

    private async Task<bool> LinkAsync(TenantRuntime tenant, LocationLinker linker, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Connection, string Reason)> away = [];
        await InsistAsync(tenant, "locations", async token => away = await linker.LinkAsync(token), cancellationToken);
        foreach (var (connection, reason) in away)
        {
            LogAway(tenant.Tenant.Value, connection, tenant.Connections[connection].IsOpen ? "what is known of them is used" : "its syncs wait", reason);
        }

        tenant.Ready = !cancellationToken.IsCancellationRequested && tenant.Connections.Values.All(connection => connection.IsOpen);
        return away.Count == 0;
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
            await InsistAsync(tenant, $"webhook subscriptions of '{connection.Name}'", async token => again = await subscriptions.EnsureAsync(address, token), cancellationToken, failure => alerts.Raise(
                AlertKind.SubscriptionFailing, tenant.Tenant, connection.Name, $"The webhook subscriptions of {connection.Connection.Context.System} can't be kept: {(failure is ConnectorException fault ? fault.Message : failure.GetType().Name)}",
                "Check that the app may subscribe and that the vendor reaches the public address. It is tried on; until then changes are found by polling."));
            if (!cancellationToken.IsCancellationRequested)
            {
                alerts.Clear(AlertKind.SubscriptionFailing, tenant.Tenant, connection.Name, "The webhook subscriptions are in place.");
            }

            await WaitAsync(again, cancellationToken);
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

            await WaitAsync(PurgeEvery, cancellationToken);
        }
    }

    /// <summary>Does something that must be done, with waits that grow to a bound; after some failures in a row it says so.</summary>
    private async Task InsistAsync(TenantRuntime tenant, string what, Func<CancellationToken, ValueTask> work, CancellationToken cancellationToken, Action<Exception>? failing = null)
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
                var wait = Backoff(attempt);
                if (attempt >= ManyFailures)
                {
                    failing?.Invoke(exception);
                }

                LogInsist(exception, tenant.Tenant.Value, what, wait);
                await WaitAsync(wait, cancellationToken);
            }
        }
    }

    private TimeSpan Backoff(int attempt) => parts.Recovery.FirstDelay * Math.Pow(2, Math.Min(attempt - 1, 8)) * (0.5 + (parts.Chance.NextDouble() / 2));

    /// <summary>Waits; a stop ends the wait without an exception.</summary>
    private async Task WaitAsync(TimeSpan wait, CancellationToken cancellationToken) =>
        await parts.Time.WaitAsync(wait, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    [LoggerMessage(2403, LogLevel.Error, "The store can't be opened; it is tried again until it can. Until then webhooks are answered 503 and nothing is synced. {Reason}")]
    private partial void LogNotOpen(Exception exception, string reason);

    [LoggerMessage(2407, LogLevel.Warning, "{Tenant}: {Warning}")]
    private partial void LogComposition(string tenant, string warning);

    [LoggerMessage(2404, LogLevel.Critical, "The store can't be used, and waiting does not mend it; the host stops. {Reason}")]
    private partial void LogLasting(Exception exception, string reason);

    [LoggerMessage(2405, LogLevel.Error, "{Tenant}: a loop ended with a bug of ours; the tenant begins anew.")]
    private partial void LogLoop(Exception exception, string tenant);

    [LoggerMessage(2406, LogLevel.Warning, "{Tenant}/{Connection}: its locations can't be read; {Consequence}, and it is asked again. {Reason}")]
    private partial void LogAway(string tenant, string connection, string consequence, string reason);

    [LoggerMessage(2402, LogLevel.Warning, "What is older than the retention could not be removed from the store; it is tried again within the hour.")]
    private partial void LogPurge(Exception exception);

    [LoggerMessage(2401, LogLevel.Warning, "{Tenant}: {What} not done yet; again in {Wait}.")]
    private partial void LogInsist(Exception exception, string tenant, string what, TimeSpan wait);
}
