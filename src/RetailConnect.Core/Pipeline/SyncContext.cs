namespace RetailConnect;

/// <summary>What a middleware sees of one envelope's way to its sink.</summary>
/// <param name="Envelope">The envelope; change it with <c>context with { Envelope = … }</c>.</param>
/// <param name="CancellationToken">Stops the work.</param>
/// <typeparam name="T">Canonical type.</typeparam>
public sealed record SyncContext<T>(Envelope<T> Envelope, CancellationToken CancellationToken)
    where T : class;
