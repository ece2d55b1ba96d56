namespace RetailConnect.Sync.Engine;

/// <summary>What a sync's domain adds when a target has a change, or will never have it because it was skipped.</summary>
internal abstract class CompletionRule<T>
    where T : class
{
    /// <summary>Adds to the commit that saves the outcome.</summary>
    public abstract ValueTask<StoreCommit> CompleteAsync(Envelope<T> envelope, StoreCommit commit, DateTimeOffset now, CancellationToken cancellationToken);
}
