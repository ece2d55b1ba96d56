namespace RetailConnect;

/// <summary>What the erasure of a person needs of a store. Erasures are saved by <see cref="IStoreWriter"/>, together with what they take out.</summary>
/// <remarks>Thread-safe. Erasures are kept for good; the retention does not end them.</remarks>
public interface IErasureStore
{
    /// <summary>Returns a tenant's erasures in the order of the persons.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="open">True for those only that have not come to their end.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<IReadOnlyList<Erasure>> ListErasuresAsync(TenantId tenant, bool open, CancellationToken cancellationToken);

    /// <summary>Returns the erasure of a person; null when there is none.</summary>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<Erasure?> FindErasureAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken);

    /// <summary>Returns envelopes, whatever became of them, in the order of their ids.</summary>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<IReadOnlyList<KeptEnvelope>> LoadKeptAsync(KeptRequest request, CancellationToken cancellationToken);

    /// <summary>Makes what was replaced or removed before unreadable in the store's files too, as far as the database can: its package says how far that is. Commits may wait meanwhile.</summary>
    /// <exception cref="StoreException">It could not be done now; to repeat is safe.</exception>
    ValueTask ScourAsync(CancellationToken cancellationToken);
}
