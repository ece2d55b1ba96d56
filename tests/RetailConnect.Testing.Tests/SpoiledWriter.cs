namespace RetailConnect.Testing.Tests;

/// <summary>A way into a store with a bug in its commits.</summary>
internal sealed class SpoiledWriter(IStoreWriter inner, Func<IStoreWriter, StoreCommit, ValueTask<StoreReceipt>> commit, int purgeTimes = 1) : IStoreWriter
{
    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public ValueTask<StoreReceipt> CommitAsync(StoreCommit wanted, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<StoreReceipt>(cancellationToken) : commit(inner, wanted);

    public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => inner.PurgeAsync(most * purgeTimes, cancellationToken);
}
