using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Finds persons by their ids.</summary>
internal sealed class Persons(EngineParts parts)
{
    private IEntityHistory History => parts.History ?? throw new InvalidOperationException("The store can't find customers by their ids: it has no IEntityHistory.");

    /// <summary>The person that an id stands for by now.</summary>
    public async ValueTask<CanonicalId?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var persons = new HashSet<CanonicalId>();
        foreach (var entity in (await History.FindAsync(tenant, id, cancellationToken)).Where(entity => entity.Type == EntityType.Customer))
        {
            persons.Add(await parts.Crosswalk.FollowAsync(tenant, entity.Canonical, cancellationToken));
        }

        return persons.Count > 1 ? throw new ArgumentException($"'{id}' stands for several persons: {string.Join(", ", persons.Select(person => person.Value).Order(StringComparer.Ordinal))}. Give one of these.", nameof(id))
            : persons.Count == 1 ? persons.First() : null;
    }

    /// <summary>The ids that a person has in the systems.</summary>
    public async ValueTask<IReadOnlyList<SavedLink>> LinksAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken) =>
        [.. (await History.LoadAsync(tenant, new(EntityType.Customer, person), person.Value, 1, cancellationToken)).Links.Where(link => link.Type == EntityType.Customer)];

    /// <summary>The person and everybody who was merged into the person, over any number of merges.</summary>
    public async ValueTask<IReadOnlyList<CanonicalId>> AllAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken)
    {
        var all = new List<CanonicalId> { person };
        foreach (var link in await LinksAsync(tenant, person, cancellationToken))
        {
            for (var former = await parts.Crosswalk.FormerAsync(tenant, link.Connection, link.External, cancellationToken); former is { } one && !all.Contains(one); former = await parts.Crosswalk.IntoAsync(tenant, one, cancellationToken))
            {
                if (await parts.Crosswalk.FollowAsync(tenant, one, cancellationToken) == person)
                {
                    all.Add(one);
                }
            }
        }

        return all;
    }

    public static ArgumentException Nobody(string id, string name) => new($"Nobody is known as '{id}'. Give a canonical id, or the id of a profile in one of the systems.", name);
}
