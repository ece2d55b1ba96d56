namespace RetailConnect;

/// <summary>Reads changes of one canonical type, page by page.</summary>
/// <remarks>Keeps no state: reading from one cursor twice gives the same changes. The engine owns the loop, the retries and the checkpoint.</remarks>
/// <typeparam name="T">Canonical type.</typeparam>
public interface IChangeSource<T>
    where T : class
{
    /// <summary>Reads one page.</summary>
    /// <exception cref="ConnectorException">The system refused or failed.</exception>
    ValueTask<ChangePage<T>> ReadAsync(ReadRequest request, CancellationToken cancellationToken);
}
