namespace RetailConnect;

/// <summary>Loads checkpoints. They are saved by <see cref="IStoreWriter"/>, together with the changes before them.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ICheckpointStore
{
    /// <summary>Returns a stream's checkpoint; null when it was never read.</summary>
    ValueTask<Checkpoint?> LoadAsync(StreamKey stream, CancellationToken cancellationToken);
}
