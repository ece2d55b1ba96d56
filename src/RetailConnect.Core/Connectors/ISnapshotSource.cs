namespace RetailConnect;

/// <summary>Tells what a system holds now, with only those fields that a comparison looks at: all of it page by page, or some of it by key; where the system lists nothing, by key only.</summary>
/// <remarks>Knows no cursor of changes: what hints and polls missed is seen. Keeps no state; the engine owns the loop.</remarks>
/// <typeparam name="T">Canonical type that is looked at; a product is observed as its variants.</typeparam>
public interface ISnapshotSource<T>
    where T : class
{
    /// <summary>Reads one page; a request by key has one page only.</summary>
    /// <exception cref="ConnectorException">The system refused or failed.</exception>
    ValueTask<SnapshotPage> ReadAsync(SnapshotRequest request, CancellationToken cancellationToken);
}
