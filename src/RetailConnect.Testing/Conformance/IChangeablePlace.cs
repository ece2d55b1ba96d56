namespace RetailConnect.Testing;

/// <summary>A place whose condition can be changed: <see cref="StoreCapability.LittleRoom"/>, <see cref="StoreCapability.ReadOnlyPlace"/>, <see cref="StoreCapability.NewerSchema"/>.</summary>
public interface IChangeablePlace
{
    /// <summary>Changes the condition for the stores that are made from now on; no store is open meanwhile.</summary>
    ValueTask ChangeAsync(PlaceCondition condition, CancellationToken cancellationToken);

    /// <summary>Returns everything that is kept in the place, or a fingerprint of it, to be compared with what is kept later.</summary>
    ValueTask<string> ReadContentAsync(CancellationToken cancellationToken);
}
