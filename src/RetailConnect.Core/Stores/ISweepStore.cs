namespace RetailConnect;

/// <summary>Loads sweeps. They are saved by <see cref="IStoreWriter"/>, each page together with its changes.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ISweepStore
{
    /// <summary>Returns the last sweep of each of a tenant's streams that was ever swept.</summary>
    ValueTask<IReadOnlyList<Sweep>> ListSweepsAsync(TenantId tenant, CancellationToken cancellationToken);
}
