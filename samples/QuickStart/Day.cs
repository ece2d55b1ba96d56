using RetailConnect;
using RetailConnect.Sandbox.Retail;

namespace QuickStart;

/// <summary>Watches a day: first load, trading, drain, proofs.</summary>
internal sealed class Day(WorldClient world, RetailHost host, SyncFigures figures, Screen screen, QuickStartOptions options)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private readonly List<(string Stretch, bool Done)> stretches = [];
    private readonly long started = TimeProvider.System.GetTimestamp();

    private TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(started);

    public async Task<Summary> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await world.DayAsync(cancellationToken)).Started)
        {
            await WatchAsync("Loading the channels from the ERP", QuietAsync, cancellationToken);
            await MergeAsync(cancellationToken);
            await world.StartDayAsync(cancellationToken);
        }

        figures.BeginDay();
        await WatchAsync("Trading", TradeAsync, cancellationToken);
        await WatchAsync("Draining", QuietAsync, cancellationToken);
        return await SumUpAsync(cancellationToken);
    }

    private async Task WatchAsync(string stretch, Func<Action<string, double, double>, CancellationToken, Task<bool>> work, CancellationToken cancellationToken) =>
        stretches.Add((stretch, await screen.WatchAsync(stretch, report => work(report, cancellationToken))));

    /// <summary>The back office found out that some second profiles are customers' of whom the shop has one already.</summary>
    private async Task MergeAsync(CancellationToken cancellationToken)
    {
        foreach (var alias in await world.AliasesAsync(cancellationToken))
        {
            while (Elapsed < options.Limit)
            {
                try
                {
                    await host.Customers.MergeAsync(RetailHost.Tenant, alias.Profile, alias.Person, "back office", cancellationToken);
                    await world.TellMergedAsync(alias, cancellationToken);
                    break;
                }
                catch (ConnectorException)
                {
                    // The host does not work for the tenant yet, or not any more.
                    await Task.Delay(Look, TimeProvider.System, cancellationToken);
                }
            }
        }
    }

    private async Task<bool> TradeAsync(Action<string, double, double> report, CancellationToken cancellationToken)
    {
        while (Elapsed < options.Limit)
        {
            var day = await world.DayAsync(cancellationToken);
            var status = await host.RetailConnect.StatusAsync(RetailHost.Tenant, cancellationToken);
            report($"{day.Done} of {day.Planned} happenings, {Counts(status)}", day.Done, day.Planned);
            if (day.Ended)
            {
                return true;
            }

            await Task.Delay(Look, TimeProvider.System, cancellationToken);
        }

        return false;
    }

    /// <summary>Waits until nothing waits any more: twice in a row, each time after a poll of every stream, so that a change that one sync causes for another is seen.</summary>
    private async Task<bool> QuietAsync(Action<string, double, double> report, CancellationToken cancellationToken)
    {
        var quiet = 0;
        while (quiet < 2 && Elapsed < options.Limit)
        {
            var status = await host.RetailConnect.StatusAsync(RetailHost.Tenant, cancellationToken);
            var accepted = status.Lanes.Sum(lane => lane.Accepted);
            report(Counts(status), accepted - status.Waiting, Math.Max(accepted, 1));
            if (status.Ready && status.Waiting == 0 && await CaughtUpAsync(cancellationToken))
            {
                var after = await host.RetailConnect.StatusAsync(RetailHost.Tenant, cancellationToken);
                quiet = after.Waiting == 0 && after.Lanes.Sum(lane => lane.Accepted) == accepted ? quiet + 1 : 0;
            }
            else
            {
                quiet = 0;
                await Task.Delay(Look, TimeProvider.System, cancellationToken);
            }
        }

        return quiet == 2;
    }

    private async Task<bool> CaughtUpAsync(CancellationToken cancellationToken)
    {
        try
        {
            await host.RetailConnect.CatchUpAsync(RetailHost.Tenant, cancellationToken);
            return true;
        }
        catch (ConnectorException)
        {
            // A vendor failed; the stream itself tries again, and so do we.
            return false;
        }
    }

    private async Task<Summary> SumUpAsync(CancellationToken cancellationToken)
    {
        var status = await host.RetailConnect.StatusAsync(RetailHost.Tenant, cancellationToken);
        var proofs = new List<Proof>(await world.ProofsAsync(cancellationToken))
        {
            HostProofs.CameToRest(stretches, options.Limit), HostProofs.Conservation(status),
            HostProofs.NoDeadLetters(await host.DeadLetters.ListAsync(RetailHost.Tenant, null, 100, cancellationToken)),
            HostProofs.Reconciled(await CompareAsync(cancellationToken), figures.Proofs("live"), figures.Proofs("wrong")),
        };
        var rows = status.Lanes.GroupBy(lane => lane.Lane.Sync).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new SyncRow(
            group.Key, group.Sum(lane => lane.Accepted), group.Sum(lane => lane.Applied), group.Sum(lane => lane.Skipped), group.Sum(lane => lane.Superseded), group.Sum(lane => lane.DeadLettered),
            group.Sum(lane => lane.Pending), figures.Calls(group.Key), figures.Percentile(group.Key, 0.50), figures.Percentile(group.Key, 0.99))).ToList();
        return new(options.Seed, (long)Elapsed.TotalSeconds, rows, figures.Exposure, proofs);
    }

    /// <summary>Compares both sides of each sync whose target can show what it holds.</summary>
    private async Task<IReadOnlyList<Comparison>> CompareAsync(CancellationToken cancellationToken)
    {
        var found = new List<Comparison>();
        await WatchAsync(
            "Comparing",
            async (report, token) =>
            {
                var lanes = host.Reconciliation.Lanes(RetailHost.Tenant);
                while (found.Count < lanes.Count && Elapsed < options.Limit)
                {
                    report($"{lanes[found.Count].Sync} of {lanes[found.Count].Target}", found.Count, lanes.Count);
                    try
                    {
                        found.Add(await host.Reconciliation.CompareAsync(lanes[found.Count], null, token));
                    }
                    catch (ConnectorException)
                    {
                        // A vendor failed; it is asked again.
                        await Task.Delay(Look, TimeProvider.System, token);
                    }
                }

                return found.Count == lanes.Count;
            },
            cancellationToken);
        return found;
    }

    private static string Counts(TenantStatus status) =>
        $"{status.Lanes.Sum(lane => lane.Applied)} applied, {status.Lanes.Sum(lane => lane.Skipped + lane.Superseded)} not needed, {status.Waiting} waiting";
}
