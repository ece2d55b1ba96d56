namespace RetailConnect;

/// <summary>Writes several changes in one call; one that the system rejects does not hold up the others.</summary>
/// <typeparam name="T">Canonical type.</typeparam>
public interface IBatchSink<T>
    where T : class
{
    /// <summary>Writes a batch and returns one result for each envelope, in the same order.</summary>
    /// <param name="envelopes">Envelopes of different entities, at most the number declared when the sink was added.</param>
    /// <param name="cancellationToken">Stops the write.</param>
    /// <exception cref="ConnectorException">The call as a whole was refused or failed; no result is known.</exception>
    ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<T>> envelopes, CancellationToken cancellationToken);
}
