using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Alerts;

namespace RetailConnect.Sync.Engine;

/// <summary>Runs all tenants as long as the host runs.</summary>
internal sealed partial class SyncEngine(
    ITenantCatalog catalog, TenantFactory factory, TenantWorker worker, Purger purger, EngineSettings settings, EngineParts parts, IDeadLetterStore deadLetters, AlertBoard alerts,
    IServiceProvider host, ILogger<SyncEngine> logger)
    : IHostedService, IRetailConnect, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> loops = [];
    private readonly ConcurrentDictionary<string, TenantRuntime> tenants = new();

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
    public Uri? AddressOf(string tenant, string connection) => settings.AddressOf(tenant, connection);

    public async ValueTask<TenantStatus> StatusAsync(TenantId tenant, CancellationToken cancellationToken) =>
        new(Known(tenant).Ready, await parts.Inbox.CountAsync(tenant, cancellationToken), await parts.Inbox.CountHintsAsync(tenant, cancellationToken));

    public Task CatchUpAsync(TenantId tenant, CancellationToken cancellationToken) => Known(tenant) is { Ready: true } runtime
        ? Task.WhenAll(runtime.Streams.Select(stream => stream.CatchUpAsync(cancellationToken)))
        : Task.FromException(new ConnectorException(FaultKind.Transient, $"This host does not work for '{tenant}' yet: its connections are not ready, or another host has its lease.") { MayHaveTakenEffect = false });

    public async ValueTask<int> ReplayAsync(TenantId tenant, IReadOnlyList<long> envelopes, CancellationToken cancellationToken)
    {
        var runtime = Known(tenant);
        var replayed = await deadLetters.ReplayAsync(tenant, envelopes, cancellationToken);
        runtime.Wake(lanes: true);
        return replayed;
    }

    public IReadOnlyDictionary<LaneKey, IReadOnlyList<string>> Describe(TenantId tenant) => Known(tenant).Lanes.ToDictionary(lane => lane.Key, lane => lane.Describe());

    public TPart? Part<TPart>(TenantId tenant, string connection)
        where TPart : class =>
        (Known(tenant).Connection(connection) ?? throw new ArgumentException($"Tenant '{tenant}' has no connection named '{connection}'.", nameof(connection))).Connection.Part<TPart>();

    public TenantRuntime Known(TenantId tenant) =>
        Find(tenant.Value) ?? throw new ArgumentException($"There is no tenant named '{tenant}'. Known: {string.Join(", ", tenants.Keys.Order())}.", nameof(tenant));

    /// <summary>The tenant's runtime, if this host works for it.</summary>
    public TenantRuntime Working(TenantId tenant) => Known(tenant) is { Ready: true } runtime ? runtime
        : throw new ConnectorException(FaultKind.Transient, $"This host does not work for '{tenant}' yet: its connections are not ready, or another host has its lease.") { MayHaveTakenEffect = false };

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
            if (exception.Lasting || BrokenInstallation.IsBehind(exception.InnerException))
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
            await parts.RestAsync(parts.Backoff(attempt), cancellationToken);
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

        await Task.WhenAll(tenants.Values.Select(tenant => worker.ServeAsync(tenant, next => tenants[next.Tenant.Value] = next, cancellationToken)).Append(purger.RunAsync(cancellationToken)));
    }

    [LoggerMessage(2403, LogLevel.Error, "The store can't be opened; it is tried again until it can. Until then webhooks are answered 503 and nothing is synced. {Reason}")]
    private partial void LogNotOpen(Exception exception, string reason);

    [LoggerMessage(2407, LogLevel.Warning, "{Tenant}: {Warning}")]
    private partial void LogComposition(string tenant, string warning);

    [LoggerMessage(2404, LogLevel.Critical, "The store can't be used, and waiting does not mend it; the host stops. {Reason}")]
    private partial void LogLasting(Exception exception, string reason);
}
