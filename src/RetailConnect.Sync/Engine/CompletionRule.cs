namespace RetailConnect.Sync.Engine;

/// <summary>What a sync's domain adds when a target has a change, or will never have it.</summary>
internal abstract class CompletionRule<T>
    where T : class
{
    /// <summary>True when an outcome says that the target will never have the change; a skipped one is not looked at again.</summary>
    public virtual bool Ends(SyncOutcome outcome) => outcome is SyncOutcome.SkippedOutcome;

    /// <summary>Adds to the commit that saves the outcome.</summary>
    public abstract ValueTask<StoreCommit> CompleteAsync(Envelope<T> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken);
}
