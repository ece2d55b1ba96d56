using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>Reads what the other sources say of a person now.</summary>
/// <param name="parts">Links and history.</param>
/// <param name="sources">Connections that the sync reads.</param>
internal sealed class OtherProfiles(EngineParts parts, IReadOnlyList<ConnectionRuntime> sources)
{
    /// <summary>Returns the person's own profiles by source, and whether any profile, one that came with a merged person too, says that consent is withdrawn.</summary>
    public async ValueTask<(IReadOnlyDictionary<string, Customer> Own, bool IsWithdrawn)> ReadAsync(TenantId tenant, string origin, CanonicalId person, CancellationToken cancellationToken)
    {
        var own = new Dictionary<string, Customer>();
        var withdrawn = false;
        foreach (var source in sources.Where(source => source.Name != origin))
        {
            if (await parts.Crosswalk.FindExternalAsync(new(tenant, EntityType.Customer, source.Name), person, cancellationToken) is not { } newest)
            {
                continue;
            }

            var standing = await IsOwnAsync(tenant, source.Name, newest, person, cancellationToken) ? newest : await OwnAsync(tenant, source.Name, person, cancellationToken);
            foreach (var change in await source.ReadByIdAsync<Customer>([.. new[] { newest, standing ?? newest }.Distinct()], cancellationToken))
            {
                withdrawn |= change.Value is { AcceptsMarketing: false };
                if (change.Entity == standing && change.Value is { } profile)
                {
                    own[source.Name] = profile;
                }
            }
        }

        return (own, withdrawn);
    }

    /// <summary>The details of a merged person don't count: those of the one who stays do.</summary>
    private async ValueTask<bool> IsOwnAsync(TenantId tenant, string source, ExternalId profile, CanonicalId person, CancellationToken cancellationToken) =>
        await parts.Crosswalk.FormerAsync(tenant, source, profile, cancellationToken) is not { } former || former == person;

    /// <summary>Where the profile that was linked last came with a merged person, the person may have another one there.</summary>
    private async ValueTask<ExternalId?> OwnAsync(TenantId tenant, string source, CanonicalId person, CancellationToken cancellationToken)
    {
        var known = parts.History is { } history ? (await history.LoadAsync(tenant, new(EntityType.Customer, person), person.Value, 1, cancellationToken)).Links : [];
        foreach (var link in known.Reverse().Where(link => link.Type == EntityType.Customer && link.Connection == source))
        {
            if (await IsOwnAsync(tenant, source, link.External, person, cancellationToken))
            {
                return link.External;
            }
        }

        return null;
    }
}
