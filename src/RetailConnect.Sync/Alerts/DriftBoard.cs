using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Alerts;

/// <summary>Keeps what comparisons of a lane found, one at a time, and tells of drift: by gauges, and by an alert while there is some.</summary>
internal sealed partial class DriftBoard(EngineParts parts, AlertBoard alerts, ILogger<DriftBoard> logger)
{
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

    /// <summary>Adds what is known of some keys to the last comparison, which is not under way meanwhile.</summary>
    public async Task NoteAsync(TenantRuntime runtime, LaneKey lane, IReadOnlyCollection<string> keys, IReadOnlyList<Discrepancy> found, CancellationToken cancellationToken)
    {
        var turn = TurnOf(lane);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var last = await LastAsync(lane, cancellationToken);
            if (found.Any(item => item.State is DiscrepancyState.Drift) || last?.Discrepancies.Any(item => keys.Contains(item.Key)) == true)
            {
                await KeepAsync(runtime, Findings.Merge(lane, last, keys, found, parts.Time.GetUtcNow()), cancellationToken);
            }
        }
        finally
        {
            turn.Release();
        }
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
                AlertKind.Drift, found.Lane.Tenant, subject, $"{found.Drifts} of {found.Expected} in '{found.Lane.Target}' are not what the sources say, and nothing explains it; {Example(found)}.",
                "Look at the comparison's discrepancies, find out who changed the target, and carry out the repair plan.");
        }
    }

    private static string Example(Comparison found) => found.Discrepancies is [var first, ..] ? $"for example {first.Key}: {first.Reason}" : "none of it is kept";

    /// <summary>Shows nothing of a lane any more.</summary>
    public static void Hide(LaneKey lane) => Shown.TryRemove(lane, out _);

    /// <summary>Returns the last comparison of a lane; null when there is none.</summary>
    public async ValueTask<Comparison?> LastAsync(LaneKey lane, CancellationToken cancellationToken) =>
        parts.Comparisons is { } comparisons ? (await comparisons.ListComparisonsAsync(lane.Tenant, cancellationToken)).FirstOrDefault(comparison => comparison.Lane == lane) : null;

    private static void Create<T>(string name, Func<Comparison, T> read, string? unit = null)
        where T : struct =>
        RetailConnectDiagnostics.Meter.CreateObservableGauge(name, () => Shown.Values.Select(comparison => new Measurement<T>(
            read(comparison),
            new KeyValuePair<string, object?>(RetailConnectDiagnostics.TenantTag, comparison.Lane.Tenant.Value), new(RetailConnectDiagnostics.SyncTag, comparison.Lane.Sync), new(RetailConnectDiagnostics.TargetTag, comparison.Lane.Target))), unit);

    [LoggerMessage(2801, LogLevel.Information, "{Lane} was compared: {Expected} things, {Found} discrepancies, {Drifts} of them drift, {Reads} reads.")]
    private partial void LogCompared(LaneKey lane, long expected, long found, long drifts, long reads);
}
