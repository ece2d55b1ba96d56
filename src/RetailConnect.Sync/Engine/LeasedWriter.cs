namespace RetailConnect.Sync.Engine;

/// <summary>The store as one tenant's work sees it: everything is saved under the tenant's lease, so a host that hung past it saves nothing.</summary>
internal sealed class LeasedWriter(IStoreWriter inner, LeaseKeeper keeper) : IStoreWriter
{
    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var lease = keeper.Current ?? throw new StoreException("This host does not hold the tenant's lease; nothing was saved.") { LeaseLost = true };
        try
        {
            return await inner.CommitAsync(commit with { Lease = lease }, cancellationToken);
        }
        catch (StoreException refused) when (refused.LeaseLost)
        {
            keeper.Lose();
            throw;
        }
    }

    public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => inner.PurgeAsync(most, cancellationToken);
}
