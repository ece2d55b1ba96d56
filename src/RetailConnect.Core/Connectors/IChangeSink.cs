namespace RetailConnect;

/// <summary>Writes changes of one canonical type, one at a time.</summary>
/// <remarks>May be called twice with one idempotency key and must then have one effect, by the <see cref="WriteProof"/> that it declares.</remarks>
/// <typeparam name="T">Canonical type.</typeparam>
public interface IChangeSink<T>
    where T : class
{
    /// <summary>Writes one change.</summary>
    /// <exception cref="ConnectorException">The system refused or failed.</exception>
    ValueTask<WriteReceipt> WriteAsync(Envelope<T> envelope, CancellationToken cancellationToken);
}
