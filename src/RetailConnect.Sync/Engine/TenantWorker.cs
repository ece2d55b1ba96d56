using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Erasing;
using RetailConnect.Sync.Inventory;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Engine;

/// <summary>Works for tenants: takes the lease, links locations, keeps subscriptions, and runs streams and lanes as long as the lease lasts.</summary>
internal sealed partial class TenantWorker(TenantFactory factory, Insistence insistence, EngineSettings settings, EngineParts parts, AlertBoard alerts, LaneWatch watch, IServiceProvider host, ILogger<TenantWorker> logger)
{
    private static readonly TimeSpan LinkEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan LinkAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LinkSoon = TimeSpan.FromSeconds(5);

    /// <summary>Works for a tenant whenever this host has its lease, until the host stops.</summary>
    /// <param name="tenant">The tenant's first runtime.</param>
    /// <param name="began">Hears of each further one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ServeAsync(TenantRuntime tenant, Action<TenantRuntime> began, CancellationToken cancellationToken)
    {
        for (var bugs = 0; ;)
        {
            CallScope.Guard = tenant.Keeper.Check;
            CallScope.Priority = CallPriority.Catalog;
            await insistence.OnAsync(tenant.Tenant, "lease", async token => await TakeAsync(tenant, token), cancellationToken);
            using var life = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var work = Loops.RunAsync(life, RunAsync(tenant, life));
            var calls = 0L;
            var kept = await EndAsync(tenant, tenant.Keeper.KeepAsync(now => HearAsync(tenant, now != Interlocked.Exchange(ref calls, now), life.Token), life.Token));
            tenant.Ready = false;
            await life.CancelAsync();
            bugs = await EndAsync(tenant, work) && kept ? 0 : bugs + 1;
            await tenant.Keeper.ReleaseAsync();
            if (bugs > 0)
            {
                await parts.RestAsync(parts.Backoff(bugs), cancellationToken);
            }

            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            alerts.Leave(tenant.Tenant);

            // What was in memory may be out of date by the time the lease comes back.
            await using var old = tenant;
            tenant = factory.Create(old.Definition);
            began(tenant);
        }
    }

    /// <summary>Waits for the end of a tenant's work, and tells whether it ended as it should; a bug must not take the tenant down for good.</summary>
    private async Task<bool> EndAsync(TenantRuntime tenant, Task work)
    {
        try
        {
            await work;
            return true;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception exception)
        {
            LogLoop(exception, tenant.Tenant.Value);
            return false;
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
            tenant.Wake(replays);
        }
    }

    private async Task RunAsync(TenantRuntime tenant, CancellationTokenSource life)
    {
        var cancellationToken = life.Token;
        var linker = new LocationLinker(tenant, tenant.Parts);
        var complete = await LinkAsync(tenant, linker, cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        var sampler = new LaneSampler(tenant.Tenant, tenant.Parts, alerts, host.GetRequiredService<ILogger<LaneSampler>>());
        var keepers = tenant.Connections.Values.Select(connection => KeepSubscribedAsync(tenant, connection, cancellationToken))
            .Append(KeepLinkedAsync(tenant, linker, complete, cancellationToken)).Append(sampler.RunAsync(cancellationToken)).Append(Reservations.KeepAsync(tenant, insistence, cancellationToken))
            .Append(host.GetRequiredService<ErasureKeeper>().KeepAsync(tenant, cancellationToken))
            .Concat(tenant.Comparers.Select(comparer => watch.RunAsync(tenant, comparer, cancellationToken)));
        await Loops.RunAsync(life, tenant.Streams.Select(stream => stream.RunAsync(cancellationToken)).Concat(tenant.Lanes.Select(lane => lane.RunAsync(cancellationToken))).Concat(keepers));
    }

    /// <summary>Links locations that are new, and those of a connection that was away.</summary>
    private async Task KeepLinkedAsync(TenantRuntime tenant, LocationLinker linker, bool complete, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await parts.RestAsync(complete ? LinkEvery : tenant.Ready ? LinkAgain : LinkSoon, cancellationToken);
            complete = await LinkAsync(tenant, linker, cancellationToken);
        }
    }

    private async Task<bool> LinkAsync(TenantRuntime tenant, LocationLinker linker, CancellationToken cancellationToken)
    {
        IReadOnlyList<(string Connection, string Reason)> away = [];
        await insistence.OnAsync(tenant.Tenant, "locations", async token => away = await linker.LinkAsync(token), cancellationToken);
        foreach (var (connection, reason) in away)
        {
            LogAway(tenant.Tenant.Value, connection, tenant.Connections[connection].IsOpen ? "what is known of them is used" : "its syncs wait", reason);
        }

        tenant.Ready = !cancellationToken.IsCancellationRequested && tenant.Connections.Values.All(connection => connection.IsOpen);
        return away.Count == 0;
    }

    private async Task KeepSubscribedAsync(TenantRuntime tenant, ConnectionRuntime connection, CancellationToken cancellationToken)
    {
        if (connection.Connection.Part<IWebhookSubscriptions>() is not { } subscriptions || settings.AddressOf(tenant.Tenant.Value, connection.Name) is not { } address)
        {
            return;
        }

        var again = TimeSpan.Zero;
        while (!cancellationToken.IsCancellationRequested)
        {
            await insistence.OnAsync(tenant.Tenant, $"webhook subscriptions of '{connection.Name}'", async token => again = await subscriptions.EnsureAsync(address, token), cancellationToken, failure => alerts.Raise(
                AlertKind.SubscriptionFailing, tenant.Tenant, connection.Name, $"The webhook subscriptions of {connection.Connection.Context.System} can't be kept: {(failure is ConnectorException fault ? fault.Message : failure.GetType().Name)}",
                "Check that the app may subscribe and that the vendor reaches the public address. It is tried on; until then changes are found by polling."));
            if (!cancellationToken.IsCancellationRequested)
            {
                alerts.Clear(AlertKind.SubscriptionFailing, tenant.Tenant, connection.Name, "The webhook subscriptions are in place.");
            }

            await parts.RestAsync(again, cancellationToken);
        }
    }

    [LoggerMessage(2405, LogLevel.Error, "{Tenant}: a loop ended with a bug of ours; the tenant begins anew.")]
    private partial void LogLoop(Exception exception, string tenant);

    [LoggerMessage(2406, LogLevel.Warning, "{Tenant}/{Connection}: its locations can't be read; {Consequence}, and it is asked again. {Reason}")]
    private partial void LogAway(string tenant, string connection, string consequence, string reason);
}
