using System.Collections.Concurrent;

namespace RetailConnect.Tests;

/// <summary>A crosswalk in memory, for wire tests.</summary>
internal sealed class MemoryCrosswalk : ICrosswalk
{
    private readonly ConcurrentDictionary<(CrosswalkScope, CanonicalId), ExternalId> external = new();
    private readonly ConcurrentDictionary<(CrosswalkScope, ExternalId), CanonicalId> canonical = new();

    public MemoryCrosswalk Link(CrosswalkScope scope, string canonicalId, string externalId)
    {
        external[(scope, new(canonicalId))] = externalId;
        canonical[(scope, externalId)] = new(canonicalId);
        return this;
    }

    public ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) =>
        new(external.TryGetValue((scope, id), out var found) ? found : default(ExternalId?));

    public ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken) =>
        new(canonical.TryGetValue((scope, id), out var found) ? found : default(CanonicalId?));

    public ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => new((string?)null);
}
