using System.Collections.Concurrent;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Remembers what an entity's version looked like, so that an overlapping poll does not pay for it again: equal versions mean equal content.</summary>
internal sealed class VersionCache<T>
    where T : class
{
    private const int Most = 4000;
    private readonly ConcurrentDictionary<(string Id, string Version), Change<T>> changes = new();

    public Change<T>? Find(string id, string version) => changes.GetValueOrDefault((id, version));

    public void Keep(Change<T> change)
    {
        if (changes.Count >= Most)
        {
            changes.Clear();
        }

        changes[(change.Entity.Value, change.Version)] = change;
    }
}
