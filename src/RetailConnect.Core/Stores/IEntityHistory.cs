namespace RetailConnect;

/// <summary>Finds what the store knows of one entity: ids, times and decisions, never its content.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IEntityHistory
{
    /// <summary>Returns the entities that an id stands for: a canonical id, an id in any system, or a number on a receipt or document; empty when none is known.</summary>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<IReadOnlyList<EntityKey>> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken);

    /// <summary>Returns what is known of an entity; empty lists when it is nothing.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="asked">The id that <see cref="FindAsync"/> was asked for: before an entity is read, only the hints know it.</param>
    /// <param name="most">Most hints, and most envelopes, returned: the newest.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<EntityHistory> LoadAsync(TenantId tenant, EntityKey entity, string asked, int most, CancellationToken cancellationToken);
}
