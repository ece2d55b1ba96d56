namespace RetailConnect;

/// <summary>Reads the current state of named entities; this is what a hint triggers.</summary>
/// <typeparam name="T">Canonical type.</typeparam>
public interface IEntitySource<T>
    where T : class
{
    /// <summary>Reads the entities that exist; one that the system does not have is left out of the answer.</summary>
    /// <param name="entities">Ids, at most the number declared when the source was added.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <exception cref="ConnectorException">The system refused or failed.</exception>
    ValueTask<IReadOnlyList<Change<T>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken);
}
