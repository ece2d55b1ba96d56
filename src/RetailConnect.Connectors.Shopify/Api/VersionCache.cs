using System.Collections.Concurrent;
using RetailConnect.Connectors.Shopify.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Remembers what versions of entities looked like, so that an overlapping poll does not pay for them again.</summary>
/// <remarks>Thread-safe. Shopify counts changes in whole seconds, so a version says for certain what it holds only when its second is well over.</remarks>
internal sealed class VersionCache<T>(VendorClock clock)
    where T : class
{
    private const int Most = 4000;
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(string Id, string Version), Change<T>> changes = new();

    /// <summary>Returns the changes of a page in its order: those that are known, and those that had to be read.</summary>
    /// <param name="versions">Ids and versions.</param>
    /// <param name="atOnce">Most ids of one read.</param>
    /// <param name="read">Reads by id.</param>
    public async ValueTask<IReadOnlyList<Change<T>>> CompleteAsync(IReadOnlyList<EntityVersion> versions, int atOnce, Func<IReadOnlyList<ExternalId>, ValueTask<IReadOnlyList<Change<T>>>> read)
    {
        var found = new Dictionary<string, Change<T>>();
        foreach (var version in versions)
        {
            if (changes.TryGetValue((version.Id, Versions.Of(version.UpdatedAt)), out var known))
            {
                found[version.Id] = known;
            }
        }

        foreach (var ids in versions.Select(version => version.Id).Distinct().Where(id => !found.ContainsKey(id)).Chunk(atOnce))
        {
            var started = clock.Mark();
            foreach (var change in await read([.. ids.Select(id => new ExternalId(id))]))
            {
                found[change.Entity.Value] = change;
                Keep(change, versions.First(version => version.Id == change.Entity.Value).UpdatedAt, started.Time);
            }
        }

        return [.. versions.Select(version => version.Id).Distinct().Where(found.ContainsKey).Select(id => found[id])];
    }

    private void Keep(Change<T> change, DateTimeOffset updatedAt, DateTimeOffset started)
    {
        if (change.Fault is not null || change.Version != Versions.Of(updatedAt) || started - updatedAt < Settled)
        {
            return;
        }

        if (changes.Count >= Most)
        {
            changes.Clear();
        }

        changes[(change.Entity.Value, change.Version)] = change;
    }
}
