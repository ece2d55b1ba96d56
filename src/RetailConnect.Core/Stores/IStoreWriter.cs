namespace RetailConnect;

/// <summary>The only way into the store.</summary>
/// <remarks>Thread-safe. Concurrent commits may share one transaction and one fsync; a caller is answered only after its own commit is durable.</remarks>
public interface IStoreWriter
{
    /// <summary>Opens the store, creating or migrating it.</summary>
    /// <exception cref="StoreException">The store can't be opened, is newer than this code, or is in use by another host.</exception>
    ValueTask OpenAsync(CancellationToken cancellationToken);

    /// <summary>Saves a commit durably.</summary>
    /// <exception cref="StoreException">The store is full, unavailable or closed, or the commit's lease is lost; nothing was saved, unless the message says that it may have been.</exception>
    ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken);

    /// <summary>Forgets finished envelopes, read hints, closed ledger entries and appointments without a planned look that are older than the store's retention; the conservation figures stay balanced.</summary>
    /// <param name="most">Most rows of each kind that one call removes.</param>
    /// <param name="cancellationToken">Stops the wait for a turn.</param>
    /// <returns>Rows removed.</returns>
    /// <exception cref="StoreException">The store is unavailable or closed; nothing was removed, unless the message says that it may have been.</exception>
    ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken);
}
