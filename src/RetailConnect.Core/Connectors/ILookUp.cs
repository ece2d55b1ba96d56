namespace RetailConnect;

/// <summary>Finds out whether an envelope was already written, by a reference that the write leaves behind.</summary>
/// <typeparam name="T">Canonical type.</typeparam>
public interface ILookUp<T>
    where T : class
{
    /// <summary>Returns the receipt of an earlier write of this envelope; null when there was none.</summary>
    /// <exception cref="ConnectorException">The system refused or failed; nothing is known.</exception>
    ValueTask<WriteReceipt?> FindAsync(Envelope<T> envelope, CancellationToken cancellationToken);
}
