namespace RetailConnect;

/// <summary>Loads comparisons. They are saved by <see cref="IStoreWriter"/>.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IComparisonStore
{
    /// <summary>Returns the last comparison of each of a tenant's lanes that was ever compared, in the order of sync and target.</summary>
    /// <exception cref="StoreException">The store can't be read.</exception>
    ValueTask<IReadOnlyList<Comparison>> ListComparisonsAsync(TenantId tenant, CancellationToken cancellationToken);
}
