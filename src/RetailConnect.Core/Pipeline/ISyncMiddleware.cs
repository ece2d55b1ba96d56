namespace RetailConnect;

/// <summary>One step of a sync's pipeline; partners add theirs with <c>sync.Use&lt;T&gt;()</c>.</summary>
/// <remarks>One instance serves all envelopes of a sync at once. It returns outcomes and throws only what it can't explain.</remarks>
/// <typeparam name="T">Canonical type.</typeparam>
public interface ISyncMiddleware<T>
    where T : class
{
    /// <summary>Handles one envelope, usually by calling <paramref name="next"/>.</summary>
    ValueTask<SyncOutcome> InvokeAsync(SyncContext<T> context, SyncStep<T> next);
}
