namespace RetailConnect;

/// <summary>Erases persons: in the store, and in every connection whose connector can.</summary>
/// <remarks>
/// Thread-safe. Only the host that works for the tenant erases. What was decided is durable before anything is touched, and goes on by itself, after a restart too, until nothing waits any more; the receipt says how far it is. It can't be taken back.
/// </remarks>
public interface IErasures
{
    /// <summary>Erases a person, with all who were merged into the person. For one who was erased already it changes nothing, and the receipt says so.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The canonical id, or the id of a profile in any system.</param>
    /// <param name="by">Who decided so: a name or an id that stands in the receipt and in a log, so no e-mail address.</param>
    /// <param name="cancellationToken">Stops before the decision is saved, or the wait for what follows, which goes on by itself.</param>
    /// <returns>What was done so far.</returns>
    /// <exception cref="ArgumentException">The id stands for nobody, or for several.</exception>
    /// <exception cref="ConnectorException">This host does not work for the tenant.</exception>
    /// <exception cref="StoreException">The store is unavailable; what was decided before that goes on when it is back.</exception>
    ValueTask<ErasureReceipt> EraseAsync(TenantId tenant, string id, string by, CancellationToken cancellationToken);

    /// <summary>Returns the receipt of a person; null when the person was not erased, or nobody is known by that id.</summary>
    /// <exception cref="ArgumentException">The id stands for several persons.</exception>
    ValueTask<ErasureReceipt?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Returns the receipts of a tenant, in the order of the persons.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="open">True for those only that have not come to their end.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    ValueTask<IReadOnlyList<ErasureReceipt>> ListAsync(TenantId tenant, bool open, CancellationToken cancellationToken);
}
