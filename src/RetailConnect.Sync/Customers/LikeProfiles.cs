using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Reads what the profiles of known persons say, in the systems that have them: nothing of it is kept here.</summary>
/// <param name="crosswalk">The links.</param>
/// <param name="sources">Connections that customers syncs read.</param>
internal sealed class LikeProfiles(ICrosswalk crosswalk, IReadOnlyList<ConnectionRuntime> sources)
{
    /// <summary>Returns the profiles of some persons, in each connection the one that was linked last; who has none any more is left out.</summary>
    public async ValueTask<ILookup<CanonicalId, Customer>> ReadAsync(TenantId tenant, IReadOnlyList<CanonicalId> persons, CancellationToken cancellationToken)
    {
        var read = new List<(CanonicalId Person, Customer Profile)>();
        foreach (var source in sources)
        {
            var owners = new Dictionary<ExternalId, CanonicalId>();
            foreach (var person in persons)
            {
                if (await crosswalk.FindExternalAsync(new(tenant, EntityType.Customer, source.Name), person, cancellationToken) is { } profile)
                {
                    owners.TryAdd(profile, person);
                }
            }

            foreach (var change in await source.ReadByIdAsync<Customer>([.. owners.Keys], cancellationToken))
            {
                if (change.Value is { } profile && owners.TryGetValue(change.Entity, out var person))
                {
                    read.Add((person, profile));
                }
            }
        }

        return read.ToLookup(one => one.Person, one => one.Profile);
    }
}
