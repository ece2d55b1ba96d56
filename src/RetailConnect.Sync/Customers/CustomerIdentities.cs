using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <inheritdoc cref="ICustomerIdentities"/>
/// <remarks>What moves are the links of the profiles that customers syncs read; a target's links stay, so that it has both, and writes to the one who stays. All of it is one commit, in the turn in which customers are accepted, so that no page that was matched before undoes it.</remarks>
internal sealed partial class CustomerIdentities(SyncEngine engine, EngineParts parts, ILogger<CustomerIdentities> logger) : ICustomerIdentities
{
    private IEntityHistory History => parts.History ?? throw new InvalidOperationException("The store can't find customers by their ids: it has no IEntityHistory.");

    public async ValueTask<CustomerIdentity?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return await PersonAsync(tenant, id, cancellationToken) is { } person ? await DescribeAsync(tenant, person, cancellationToken) : null;
    }

    public async ValueTask<CustomerIdentity> MergeAsync(TenantId tenant, string from, string into, string by, CancellationToken cancellationToken)
    {
        var runtime = Working(tenant);
        var turn = runtime.TurnOf(EntityType.Customer);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var left = await PersonAsync(tenant, from, cancellationToken) ?? throw Nobody(from, nameof(from));
            var stays = await PersonAsync(tenant, into, cancellationToken) ?? throw Nobody(into, nameof(into));
            if (left != stays)
            {
                var profiles = await ProfilesAsync(runtime, left, cancellationToken);
                if (profiles.Count == 0)
                {
                    throw new InvalidOperationException($"'{from}' has no profile that a customers sync of '{tenant}' reads, so there is nothing to merge.");
                }

                var links = new List<CrosswalkLink> { Merges.Into(tenant, left, stays) };
                foreach (var profile in profiles)
                {
                    links.Add(Merges.Was(tenant, profile, await FirstAsync(tenant, profile, left, cancellationToken)));
                    links.Add(Of(tenant, profile, stays));
                }

                await runtime.Parts.Writer.CommitAsync(new() { Links = links }, CancellationToken.None);
                LogMerged(tenant, left, stays, by);
            }

            return await DescribeAsync(tenant, stays, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask<CustomerIdentity> UnmergeAsync(TenantId tenant, CanonicalId person, string by, CancellationToken cancellationToken)
    {
        var runtime = Working(tenant);
        var turn = runtime.TurnOf(EntityType.Customer);
        await turn.WaitAsync(cancellationToken);
        try
        {
            if (await parts.Crosswalk.IntoAsync(tenant, person, cancellationToken) is not { } stayed || stayed == person)
            {
                throw new InvalidOperationException($"'{person}' was not merged into anybody.");
            }

            if (await parts.Crosswalk.FollowAsync(tenant, stayed, cancellationToken) is var last && last != stayed)
            {
                throw new InvalidOperationException($"'{stayed}', into whom '{person}' was merged, was itself merged into '{last}'. Take that back first.");
            }

            var came = (await MergedAsync(tenant, stayed, await LinksAsync(tenant, stayed, cancellationToken), cancellationToken)).FirstOrDefault(merged => merged.Person == person)?.Profiles ?? [];
            await runtime.Parts.Writer.CommitAsync(new() { Links = [Merges.Into(tenant, person, person), .. came.Select(profile => Of(tenant, profile, person))] }, CancellationToken.None);
            LogUnmerged(tenant, person, stayed, by);
            return await DescribeAsync(tenant, person, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    private static CrosswalkLink Of(TenantId tenant, SavedLink profile, CanonicalId person) => new(new(tenant, EntityType.Customer, profile.Connection), person, profile.External, null);

    private static ArgumentException Nobody(string id, string name) => new($"Nobody is known as '{id}'. Give a canonical id, or the id of a profile in one of the systems.", name);

    /// <summary>Whose a profile of a merged person was first: what an earlier merge brought keeps its place, so that merges one upon the other can be taken back one by one.</summary>
    private async ValueTask<CanonicalId> FirstAsync(TenantId tenant, SavedLink profile, CanonicalId left, CancellationToken cancellationToken) =>
        await parts.Crosswalk.FormerAsync(tenant, profile.Connection, profile.External, cancellationToken) is { } former && await parts.Crosswalk.FollowAsync(tenant, former, cancellationToken) == left ? former : left;

    /// <summary>The person that an id stands for by now.</summary>
    private async ValueTask<CanonicalId?> PersonAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var persons = new HashSet<CanonicalId>();
        foreach (var entity in (await History.FindAsync(tenant, id, cancellationToken)).Where(entity => entity.Type == EntityType.Customer))
        {
            persons.Add(await parts.Crosswalk.FollowAsync(tenant, entity.Canonical, cancellationToken));
        }

        return persons.Count > 1 ? throw new ArgumentException($"'{id}' stands for several persons: {string.Join(", ", persons.Select(person => person.Value).Order(StringComparer.Ordinal))}. Give one of these.", nameof(id))
            : persons.Count == 1 ? persons.First() : null;
    }

    private async ValueTask<CustomerIdentity> DescribeAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken)
    {
        var links = await LinksAsync(tenant, person, cancellationToken);
        return new(person, links, await MergedAsync(tenant, person, links, cancellationToken));
    }

    private async ValueTask<IReadOnlyList<SavedLink>> LinksAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken) =>
        [.. (await History.LoadAsync(tenant, new(EntityType.Customer, person), person.Value, 1, cancellationToken)).Links.Where(link => link.Type == EntityType.Customer)];

    private async ValueTask<IReadOnlyList<MergedCustomer>> MergedAsync(TenantId tenant, CanonicalId person, IReadOnlyList<SavedLink> links, CancellationToken cancellationToken)
    {
        var came = new List<(CanonicalId Person, SavedLink Profile)>();
        foreach (var link in links)
        {
            if (await parts.Crosswalk.FormerAsync(tenant, link.Connection, link.External, cancellationToken) is { } former && await parts.Crosswalk.BelowAsync(tenant, former, person, cancellationToken) is { } below)
            {
                came.Add((below, link));
            }
        }

        return [.. came.GroupBy(one => one.Person).Select(group => new MergedCustomer(group.Key, [.. group.Select(one => one.Profile)]))];
    }

    /// <summary>Profiles of a person in the connections that customers syncs read.</summary>
    private async ValueTask<IReadOnlyList<SavedLink>> ProfilesAsync(TenantRuntime runtime, CanonicalId person, CancellationToken cancellationToken)
    {
        var read = runtime.Definition.Syncs.Where(sync => sync.Type == EntityType.Customer).SelectMany(sync => sync.From).ToHashSet(StringComparer.Ordinal);
        return [.. (await LinksAsync(runtime.Tenant, person, cancellationToken)).Where(link => read.Contains(link.Connection))];
    }

    private TenantRuntime Working(TenantId tenant) => engine.Known(tenant) is { Ready: true } runtime ? runtime
        : throw new ConnectorException(FaultKind.Transient, $"This host does not work for '{tenant}' yet: its connections are not ready, or another host has its lease.") { MayHaveTakenEffect = false };

    [LoggerMessage(2901, LogLevel.Information, "{Tenant}: customer {From} was merged into {Into} by {By}.")]
    private partial void LogMerged(TenantId tenant, CanonicalId from, CanonicalId into, string by);

    [LoggerMessage(2902, LogLevel.Information, "{Tenant}: the merge of customer {Person} into {Into} was taken back by {By}.")]
    private partial void LogUnmerged(TenantId tenant, CanonicalId person, CanonicalId into, string by);
}
