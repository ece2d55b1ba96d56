using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Middleware;

/// <summary>Turns faults into outcomes by the recovery policy; repeats in place where the policy says so.</summary>
internal sealed partial class Recover<T>(ConnectionRuntime target, WriteProof proof, CallBook calls, EngineParts parts, ILogger<Recover<T>> logger) : ISyncMiddleware<T>
    where T : class
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        for (var inPlace = 1; ; inPlace++)
        {
            var began = target.Pauses;
            try
            {
                var outcome = await next(context);
                if (outcome is SyncOutcome.AppliedOutcome)
                {
                    target.Answered(this, began);
                }

                return outcome;
            }
            catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
            {
                throw;
            }
            catch (OutOfMemoryException)
            {
                // The host's trouble, not the envelope's: the lane ends, and the tenant begins anew from what the store knows.
                throw;
            }
            catch (StoreException)
            {
                // Not the envelope's fault, and no attempt; but a call that was announced may have been made before the store went away.
                return proof is WriteProof.None && calls.IsAnnounced(context.Envelope.Id)
                    ? SyncOutcome.DeadLettered(Reasons.ResultUnknown, $"The store went away in the middle of a call to '{context.Envelope.Target}', which offers no way to find out its result.")
                    : SyncOutcome.Deferred(parts.Recovery.FirstDelay, Recover.StoreAway);
            }
            catch (Exception exception)
            {
                var fault = Fault.Of(exception, proof);
                if (fault.ResultUnknown)
                {
                    calls.Doubt(context.Envelope.Id);
                }

                var action = RecoveryPolicy.Decide(fault, context.Envelope.Attempt, inPlace, parts.Recovery, parts.Chance.NextDouble());
                if (action is RecoveryAction.RetryInPlace again)
                {
                    await parts.Time.WaitAsync(again.Delay, context.CancellationToken);
                    continue;
                }

                return Outcome(context.Envelope, exception, action);
            }
        }
    }

    private SyncOutcome Outcome(Envelope<T> envelope, Exception exception, RecoveryAction action)
    {
        switch (action)
        {
            case RecoveryAction.PauseConnection pause:
                target.Pause(this, pause.Delay);
                return SyncOutcome.Deferred(pause.Delay, Recover.Paused);
            case RecoveryAction.Defer defer:
                return SyncOutcome.Deferred(defer.Delay, defer.Reason);
            case RecoveryAction.Skip skip:
                return SyncOutcome.Skipped(skip.Reason);
            case RecoveryAction.DeadLetter dead when exception is ConnectorException fault:
                // What was waited for in vain says more than that the waiting ended.
                var reason = fault.Kind is FaultKind.Unmet ? fault.Reason ?? dead.Reason : dead.Reason;
                return SyncOutcome.DeadLettered(reason, fault.VendorRequestId is { } id ? $"{fault.Message} (vendor request {id})" : fault.Message, fault.Advice);
            default:
                LogBug(exception, envelope.Tenant.Value, envelope.Sync, envelope.Id);
                return SyncOutcome.DeadLettered(Reasons.Bug, $"{exception.GetType().Name} in our own code; the log has the details under envelope {envelope.Id}.");
        }
    }

    [LoggerMessage(2301, LogLevel.Error, "{Tenant}/{Sync}: envelope {Envelope} met a bug of ours.")]
    private partial void LogBug(Exception exception, string tenant, string sync, long envelope);
}

/// <summary>Names that recovery shares with the lane.</summary>
internal static class Recover
{
    public const string Paused = "connection-paused";

    public const string Waiting = "waits-for-another";

    public const string StoreAway = "store-unavailable";

    public const string LooksAgain = "looks-again";

    public const string RefundPending = Reasons.RefundPending;

    /// <summary>True when nothing was attempted, or nothing failed, so that the deferral doesn't count.</summary>
    public static bool Waited(SyncOutcome.DeferredOutcome deferred) => deferred.Reason is Paused or Waiting or StoreAway or LooksAgain or RefundPending;

    /// <summary>What has waited long is looked at less often.</summary>
    public static TimeSpan NextLook(TimeSpan waited, TimeSpan first, TimeSpan longest) => waited / 4 < first ? first : waited / 4 > longest ? longest : waited / 4;
}
