using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Alerts;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Compares lanes as often as their syncs wish, and reads back what was written. Whoever only looks never stops those who work: what fails is logged and comes again.</summary>
internal sealed partial class LaneWatch(DriftBoard drift, EngineParts parts, ILogger<LaneWatch> logger)
{
    private const int ProofsAtOnce = 200;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(6);
    private static readonly Counter<long> Proofs = RetailConnectDiagnostics.Meter.CreateCounter<long>(RetailConnectDiagnostics.Proofs);

    /// <summary>Watches a lane until stopped.</summary>
    public async Task RunAsync(TenantRuntime runtime, ILaneComparer comparer, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(CompareAsync(runtime, comparer, cancellationToken), ProveAsync(runtime, comparer, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The tenant's work ends.
        }
        finally
        {
            DriftBoard.Hide(comparer.Key);
        }
    }

    private async Task CompareAsync(TenantRuntime runtime, ILaneComparer comparer, CancellationToken cancellationToken)
    {
        var since = parts.Time.GetUtcNow();
        while (comparer.Times is { } times)
        {
            try
            {
                await UntilDueAsync(comparer.Key, times, since, cancellationToken);
                await drift.CompareAsync(runtime, comparer, null, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogFailed(exception, comparer.Key, AfterFailure);
                await parts.Time.WaitAsync(AfterFailure, cancellationToken);
            }
        }
    }

    /// <summary>Waits until a lane is due. A clock may be put right meanwhile, and a person may compare, so it looks again and never begins before its time.</summary>
    private async Task UntilDueAsync(LaneKey lane, ComparisonTimes times, DateTimeOffset since, CancellationToken cancellationToken)
    {
        while (await drift.LastAsync(lane, cancellationToken) is var last && times.Next(last is null ? null : (last.StartedAt, last.EndedAt), since) - parts.Time.GetUtcNow() is { Ticks: > 0 } wait)
        {
            await parts.Time.WaitAsync(wait < Longest ? wait : Longest, cancellationToken);
        }
    }

    private async Task ProveAsync(TenantRuntime runtime, ILaneComparer comparer, CancellationToken cancellationToken)
    {
        while (comparer.Proofs is { } proofs)
        {
            var entities = await proofs.TakeAsync(ProofsAtOnce, cancellationToken);
            try
            {
                var (keys, found) = await comparer.LookAtAsync(entities, cancellationToken);
                var wrong = found.Count(item => item.State is DiscrepancyState.Drift);
                Count(comparer.Key, "live", keys.Count - found.Count);
                Count(comparer.Key, "wrong", wrong);
                await drift.NoteAsync(runtime, comparer.Key, keys, found, cancellationToken);
                LogProven(comparer.Key, keys.Count, wrong);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The next comparison finds what could not be proven.
                LogNotProven(exception, comparer.Key, entities.Count);
            }
        }
    }

    private static void Count(LaneKey lane, string outcome, int things) => Proofs.Add(things, new TagList
    {
        { RetailConnectDiagnostics.TenantTag, lane.Tenant.Value }, { RetailConnectDiagnostics.SyncTag, lane.Sync }, { RetailConnectDiagnostics.TargetTag, lane.Target }, { RetailConnectDiagnostics.OutcomeTag, outcome },
    });

    [LoggerMessage(2802, LogLevel.Warning, "{Lane} could not be compared; again in {Wait}.")]
    private partial void LogFailed(Exception exception, LaneKey lane, TimeSpan wait);

    [LoggerMessage(2803, LogLevel.Information, "{Lane}: {Things} things that were written a while ago were read back, {Wrong} of them are not what the sources say.")]
    private partial void LogProven(LaneKey lane, int things, int wrong);

    [LoggerMessage(2804, LogLevel.Warning, "{Lane}: {Things} products could not be read back; the next comparison looks at them.")]
    private partial void LogNotProven(Exception exception, LaneKey lane, int things);
}
