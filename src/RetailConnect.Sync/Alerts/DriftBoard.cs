using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Alerts;

/// <summary>Compares, keeps what was found, and tells of drift: by gauges, and by an alert while there is some.</summary>
internal sealed partial class DriftBoard(EngineParts parts, AlertBoard alerts, ILogger<DriftBoard> logger)
{
    private const int ProofsAtOnce = 200;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);
    private static readonly Counter<long> Proofs = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Proofs);
    private static readonly ConcurrentDictionary<LaneKey, Comparison> Shown = new();
    private readonly ConcurrentDictionary<LaneKey, SemaphoreSlim> turns = new();

    static DriftBoard()
    {
        Create(RetailConnectDiagnostics.Discrepancies, comparison => comparison.Found);
        Create(RetailConnectDiagnostics.Drift, comparison => comparison.Drifts);
        Create(RetailConnectDiagnostics.DriftTime, comparison => comparison.DriftTime.TotalSeconds, "s");
    }

    /// <summary>Compares a lane and saves what was found.</summary>
    /// <exception cref="InvalidOperationException">It is being compared already.</exception>
    public async Task<Comparison> CompareAsync(TenantRuntime runtime, ILaneComparer comparer, IProgress<ComparisonProgress>? progress, CancellationToken cancellationToken)
    {
        var turn = TurnOf(comparer.Key);
        if (!await turn.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            throw new InvalidOperationException($"{comparer.Key} is being compared already.");
        }

        try
        {
            var found = await comparer.CompareAsync(await LastAsync(comparer.Key, cancellationToken), progress, cancellationToken);
            await KeepAsync(runtime, found, cancellationToken);
            LogCompared(found.Lane, found.Expected, found.Found, found.Drifts, found.Reads);
            return found;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Reads back what was written a while ago, until stopped.</summary>
    public async Task ProveAsync(TenantRuntime runtime, ILaneComparer comparer, CancellationToken cancellationToken)
    {
        try
        {
            while (comparer.Proofs is { } proofs && !cancellationToken.IsCancellationRequested)
            {
                await TryProveAsync(runtime, comparer, await proofs.TakeAsync(ProofsAtOnce, cancellationToken), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The tenant's work ends.
        }
    }

    private async Task TryProveAsync(TenantRuntime runtime, ILaneComparer comparer, IReadOnlyList<(string Origin, ExternalId Entity)> entities, CancellationToken cancellationToken)
    {
        try
        {
            var (keys, found) = await comparer.LookAtAsync(entities, cancellationToken);
            var wrong = found.Count(item => item.State is DiscrepancyState.Drift);
            Count(comparer.Key, "live", keys.Count - found.Count);
            Count(comparer.Key, "wrong", wrong);
            await NoteAsync(runtime, comparer.Key, keys, found, cancellationToken);
            LogProven(comparer.Key, keys.Count, wrong);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever only looks must not stop those who work; the next comparison finds what could not be proven.
            LogNotProven(exception, comparer.Key, entities.Count);
        }
    }

    /// <summary>Adds what is known of some keys to the last comparison, which is not under way meanwhile.</summary>
    private async Task NoteAsync(TenantRuntime runtime, LaneKey lane, IReadOnlyCollection<string> keys, IReadOnlyList<Discrepancy> found, CancellationToken cancellationToken)
    {
        var turn = TurnOf(lane);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var last = await LastAsync(lane, cancellationToken);
            if (found.Any(item => item.State is DiscrepancyState.Drift) || last?.Discrepancies.Any(item => keys.Contains(item.Key)) == true)
            {
                await KeepAsync(runtime, Merge(lane, last, keys, found), cancellationToken);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private Comparison Merge(LaneKey lane, Comparison? last, IReadOnlyCollection<string> keys, IReadOnlyList<Discrepancy> found)
    {
        var now = parts.Time.GetUtcNow();
        var before = last ?? new Comparison { Lane = lane, Type = EntityType.Product, Fields = [], StartedAt = now, EndedAt = now, Expected = keys.Count, Observed = keys.Count, LookedAtAgain = 0, Reads = 0, Discrepancies = [], Found = 0, Drifts = 0 };
        var looked = keys.ToHashSet();
        var gone = before.Discrepancies.Where(item => looked.Contains(item.Key)).ToList();
        var findings = new Findings(before);
        findings.Add([.. before.Discrepancies.Except(gone)], now);
        findings.Add(found, now);
        return before with
        {
            Discrepancies = findings.Kept, Found = before.Found - gone.Count + found.Count,
            Drifts = before.Drifts - gone.Count(item => item.State is DiscrepancyState.Drift) + found.Count(item => item.State is DiscrepancyState.Drift),
        };
    }

    private SemaphoreSlim TurnOf(LaneKey lane) => turns.GetOrAdd(lane, _ => new(1));

    private async Task KeepAsync(TenantRuntime runtime, Comparison found, CancellationToken cancellationToken)
    {
        await runtime.Parts.Writer.CommitAsync(new StoreCommit { Comparison = found }, cancellationToken);
        Shown[found.Lane] = found;
        var subject = $"{found.Lane.Sync}/{found.Lane.Target}";
        if (found.Drifts == 0)
        {
            alerts.Clear(AlertKind.Drift, found.Lane.Tenant, subject, "Both sides agree again.");
        }
        else
        {
            alerts.Raise(
                AlertKind.Drift, found.Lane.Tenant, subject, $"{found.Drifts} of {found.Expected} in '{found.Lane.Target}' are not what the sources say, and nothing explains it; for example {found.Discrepancies[0].Key}: {found.Discrepancies[0].Reason}.",
                "Look at the comparison's discrepancies, find out who changed the target, and carry out the repair plan.");
        }
    }

    private static void Count(LaneKey lane, string outcome, int things) => Proofs.Add(things, new TagList
    {
        { RetailConnectDiagnostics.TenantTag, lane.Tenant.Value }, { RetailConnectDiagnostics.SyncTag, lane.Sync }, { RetailConnectDiagnostics.TargetTag, lane.Target }, { RetailConnectDiagnostics.OutcomeTag, outcome },
    });

    /// <summary>Compares a lane as often as its sync wishes, until stopped.</summary>
    public async Task RunAsync(TenantRuntime runtime, ILaneComparer comparer, CancellationToken cancellationToken)
    {
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await (comparer.Every is { } every ? parts.Time.WaitAsync(await DueAsync(comparer.Key, every, cancellationToken), cancellationToken) : Task.Delay(Timeout.InfiniteTimeSpan, parts.Time, cancellationToken));
                await TryAsync(runtime, comparer, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The tenant's work ends.
        }
        finally
        {
            Shown.TryRemove(comparer.Key, out _);
        }
    }

    /// <summary>How long until a lane is compared: soon, when it never was or nobody knows.</summary>
    private async Task<TimeSpan> DueAsync(LaneKey lane, TimeSpan every, CancellationToken cancellationToken)
    {
        try
        {
            var due = (await LastAsync(lane, cancellationToken))?.EndedAt + every - parts.Time.GetUtcNow() ?? Soon;
            return due > TimeSpan.Zero ? due : TimeSpan.Zero;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFailed(exception, lane, Soon);
            return Soon;
        }
    }

    private async Task TryAsync(TenantRuntime runtime, ILaneComparer comparer, CancellationToken cancellationToken)
    {
        try
        {
            await CompareAsync(runtime, comparer, null, cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whoever only looks must not stop those who work.
            LogFailed(exception, comparer.Key, AfterFailure);
            await parts.Time.WaitAsync(AfterFailure, cancellationToken);
        }
    }

    private async ValueTask<Comparison?> LastAsync(LaneKey lane, CancellationToken cancellationToken) =>
        parts.Comparisons is { } comparisons ? (await comparisons.ListComparisonsAsync(lane.Tenant, cancellationToken)).FirstOrDefault(comparison => comparison.Lane == lane) : null;

    private static void Create<T>(string name, Func<Comparison, T> read, string? unit = null)
        where T : struct =>
        RetailConnectDiagnostics.Meter.CreateObservableGauge(name, () => Shown.Values.Select(comparison => new Measurement<T>(
            read(comparison),
            new KeyValuePair<string, object?>(RetailConnectDiagnostics.TenantTag, comparison.Lane.Tenant.Value), new(RetailConnectDiagnostics.SyncTag, comparison.Lane.Sync), new(RetailConnectDiagnostics.TargetTag, comparison.Lane.Target))), unit);

    [LoggerMessage(2801, LogLevel.Information, "{Lane} was compared: {Expected} things, {Found} discrepancies, {Drifts} of them drift, {Reads} reads.")]
    private partial void LogCompared(LaneKey lane, long expected, long found, long drifts, long reads);

    [LoggerMessage(2803, LogLevel.Information, "{Lane}: {Things} things that were written a while ago were read back, {Wrong} of them are not what the sources say.")]
    private partial void LogProven(LaneKey lane, int things, int wrong);

    [LoggerMessage(2804, LogLevel.Warning, "{Lane}: {Things} products could not be read back; the next comparison looks at them.")]
    private partial void LogNotProven(Exception exception, LaneKey lane, int things);

    [LoggerMessage(2802, LogLevel.Warning, "{Lane} could not be compared; again in {Wait}.")]
    private partial void LogFailed(Exception exception, LaneKey lane, TimeSpan wait);
}
