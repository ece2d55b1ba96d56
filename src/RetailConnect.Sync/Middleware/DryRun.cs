namespace RetailConnect.Sync.Middleware;

/// <summary>Sends nothing when the sync runs dry.</summary>
internal sealed class DryRun<T>(bool dry) : ISyncMiddleware<T>
    where T : class
{
    public ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next) =>
        dry ? new(SyncOutcome.Skipped(Reasons.DryRun)) : next(context);
}
