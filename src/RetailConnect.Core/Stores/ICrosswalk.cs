namespace RetailConnect;

/// <summary>Finds ids of one entity in the connected systems. Links are written by <see cref="IStoreWriter"/> only.</summary>
/// <remarks>Thread-safe. A link that was committed is found from then on.</remarks>
public interface ICrosswalk
{
    /// <summary>Returns a connection's id of an entity; null when it was never linked.</summary>
    ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken);

    /// <summary>Returns the canonical id of an entity; null when it was never linked.</summary>
    ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken);

    /// <summary>Returns the fingerprint of the content that the connection has for an entity; null when none was recorded.</summary>
    ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken);
}
