namespace RetailConnect;

/// <summary>Full reads of streams: what hints and polls missed for whatever reason is found, and nothing is delivered twice.</summary>
/// <remarks>Thread-safe. A sweep takes its pages between hints and polls, keeps a cursor of its own, and goes on by itself after a restart.</remarks>
public interface ISweeps
{
    /// <summary>Reads a stream from its beginning, or goes on with a sweep that was cancelled or is under way without anybody waiting for it; returns when the whole stream was read.</summary>
    /// <param name="stream">The stream; a sync has to read it.</param>
    /// <param name="progress">Hears how far it is, after each page; null for nobody.</param>
    /// <param name="cancellationToken">Calls the sweep off; the next one goes on where it was.</param>
    /// <exception cref="ArgumentException">No sync reads the stream, or it can be read by id only.</exception>
    /// <exception cref="InvalidOperationException">Somebody waits for a sweep of the stream already.</exception>
    /// <exception cref="ConnectorException">The system refused, or its pages lead nowhere; the next sweep begins anew.</exception>
    Task<Sweep> SweepAsync(StreamKey stream, IProgress<Sweep>? progress, CancellationToken cancellationToken);

    /// <summary>Returns the last sweep of each stream of a tenant that was ever swept, also one that is under way.</summary>
    ValueTask<IReadOnlyList<Sweep>> ListAsync(TenantId tenant, CancellationToken cancellationToken);
}
