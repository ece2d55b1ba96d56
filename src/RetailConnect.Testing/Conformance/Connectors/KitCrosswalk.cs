using System.Collections.Concurrent;

namespace RetailConnect.Testing;

/// <summary>The crosswalk of one check.</summary>
internal sealed class KitCrosswalk : ICrosswalk
{
    private readonly ConcurrentDictionary<(CrosswalkScope, CanonicalId), ExternalId> external = new();
    private readonly ConcurrentDictionary<(CrosswalkScope, ExternalId), CanonicalId> canonical = new();

    public void Link(CrosswalkScope scope, CanonicalId id, ExternalId there)
    {
        external[(scope, id)] = there;
        canonical[(scope, there)] = id;
    }

    public ValueTask<ExternalId?> FindExternalAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) =>
        new(external.TryGetValue((scope, id), out var found) ? found : default(ExternalId?));

    public ValueTask<CanonicalId?> FindCanonicalAsync(CrosswalkScope scope, ExternalId id, CancellationToken cancellationToken) =>
        new(canonical.TryGetValue((scope, id), out var found) ? found : default(CanonicalId?));

    public ValueTask<string?> FindFingerprintAsync(CrosswalkScope scope, CanonicalId id, CancellationToken cancellationToken) => new(default(string));
}
