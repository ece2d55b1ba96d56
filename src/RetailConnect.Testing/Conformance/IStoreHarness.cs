namespace RetailConnect.Testing;

/// <summary>Brings a kind of store to its checks.</summary>
/// <remarks>It is asked at discovery, so nothing may be started before <see cref="PrepareAsync"/>.</remarks>
public interface IStoreHarness
{
    /// <summary>Tells in words for a report why the store, or this machine, lacks a capability; null when it is there.</summary>
    string? Lacks(StoreCapability capability);

    /// <summary>Makes a new, empty place for the stores of one check.</summary>
    /// <param name="time">The clock that the stores are to see.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    ValueTask<IStorePlace> PrepareAsync(TimeProvider time, CancellationToken cancellationToken);
}
