using System.Diagnostics;

namespace RetailConnect.Sync.Middleware;

/// <summary>Traces each envelope's way through its pipeline.</summary>
internal sealed class Telemetry<T> : ISyncMiddleware<T>
    where T : class
{
    public async ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next)
    {
        using var activity = RetailConnectDiagnostics.Source.StartActivity("process", ActivityKind.Consumer);
        if (activity is null)
        {
            return await next(context);
        }

        activity.SetTag(RetailConnectDiagnostics.TenantTag, context.Envelope.Tenant.Value);
        activity.SetTag(RetailConnectDiagnostics.SyncTag, context.Envelope.Sync);
        activity.SetTag(RetailConnectDiagnostics.TargetTag, context.Envelope.Target);
        activity.SetTag("messaging.message.id", context.Envelope.IdempotencyKey.Value);
        var outcome = await next(context);
        activity.SetTag(RetailConnectDiagnostics.OutcomeTag, outcome.GetType().Name);
        return outcome;
    }
}
