using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <summary>What is saved when the profiles of one person become another's.</summary>
internal sealed class ProfileMoves(TenantRuntime runtime, EngineParts parts)
{
    private readonly TenantId tenant = runtime.Tenant;

    /// <summary>Returns the links that make two persons one; empty when nobody reads a profile of the one who goes.</summary>
    public async ValueTask<IReadOnlyList<CrosswalkLink>> MergeAsync(CanonicalId left, CanonicalId stays, CancellationToken cancellationToken)
    {
        var profiles = await ProfilesAsync(left, cancellationToken);
        var links = new List<CrosswalkLink>();
        foreach (var profile in profiles)
        {
            links.Add(Merges.Was(tenant, profile, await FirstAsync(profile, left, cancellationToken)));
            links.Add(Of(tenant, profile, stays));
        }

        return profiles.Count == 0 ? [] : [Merges.Into(tenant, left, stays), .. links];
    }

    public static CrosswalkLink Of(TenantId tenant, SavedLink profile, CanonicalId person) => new(new(tenant, EntityType.Customer, profile.Connection), person, profile.External, null);

    /// <summary>Profiles of a person in the connections that customers syncs read.</summary>
    private async ValueTask<IReadOnlyList<SavedLink>> ProfilesAsync(CanonicalId person, CancellationToken cancellationToken)
    {
        var read = runtime.Definition.Syncs.Where(sync => sync.Type == EntityType.Customer).SelectMany(sync => sync.From).ToHashSet(StringComparer.Ordinal);
        return [.. (await new Persons(parts).LinksAsync(tenant, person, cancellationToken)).Where(link => read.Contains(link.Connection))];
    }

    /// <summary>Whose a profile of a merged person was first: what an earlier merge brought keeps its place, so that merges one upon the other can be taken back one by one.</summary>
    private async ValueTask<CanonicalId> FirstAsync(SavedLink profile, CanonicalId left, CancellationToken cancellationToken) =>
        await parts.Crosswalk.FormerAsync(tenant, profile.Connection, profile.External, cancellationToken) is { } former && await parts.Crosswalk.FollowAsync(tenant, former, cancellationToken) == left ? former : left;
}
