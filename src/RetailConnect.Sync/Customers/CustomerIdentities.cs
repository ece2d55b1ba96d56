using System.Globalization;
using Microsoft.Extensions.Logging;
using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Customers;

/// <inheritdoc cref="ICustomerIdentities"/>
/// <remarks>What moves are the links of the profiles that customers syncs read; a target's links stay, so that it has both, and writes to the one who stays. What is given back is read anew, since what it said meanwhile was let go. All of it is one commit, in the turn in which customers are accepted, so that no page that was matched before undoes it.</remarks>
internal sealed partial class CustomerIdentities(SyncEngine engine, EngineParts parts, ILogger<CustomerIdentities> logger) : ICustomerIdentities
{
    private readonly Persons persons = new(parts);

    public async ValueTask<CustomerIdentity?> FindAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        engine.Known(tenant);
        return await persons.FindAsync(tenant, id, cancellationToken) is { } person ? await DescribeAsync(tenant, person, cancellationToken) : null;
    }

    public async ValueTask<IReadOnlyList<CustomerFieldSource>> TraceAsync(TenantId tenant, string id, CancellationToken cancellationToken)
    {
        var runtime = engine.Working(tenant);
        var person = await persons.FindAsync(tenant, id, cancellationToken) ?? throw Persons.Nobody(id, nameof(id));
        var traced = new List<CustomerFieldSource>();
        foreach (var sync in runtime.Definition.Syncs)
        {
            if (sync.Options is CustomersOptions { Survivorship: { Preferred.Count: > 0 } rules })
            {
                var (own, _) = await new OtherProfiles(parts, [.. sync.From.Select(name => runtime.Connections[name])]).ReadAsync(tenant, "", person, cancellationToken);
                traced.AddRange(new Survivors(rules).Best(source => own.GetValueOrDefault(source)).Select(best => new CustomerFieldSource(sync.Name, best.Field, best.Source)));
            }
        }

        return traced;
    }

    public async ValueTask<CustomerIdentity> MergeAsync(TenantId tenant, string from, string into, string by, CancellationToken cancellationToken)
    {
        var runtime = engine.Working(tenant);
        var turn = runtime.TurnOf(EntityType.Customer);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var left = await persons.FindAsync(tenant, from, cancellationToken) ?? throw Persons.Nobody(from, nameof(from));
            var stays = await persons.FindAsync(tenant, into, cancellationToken) ?? throw Persons.Nobody(into, nameof(into));
            if (left != stays)
            {
                var links = await new ProfileMoves(runtime, parts).MergeAsync(left, stays, cancellationToken);
                if (links.Count == 0)
                {
                    throw new InvalidOperationException($"'{from}' has no profile that a customers sync of '{tenant}' reads, so there is nothing to merge.");
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
        var runtime = engine.Working(tenant);
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

            var came = (await MergedAsync(tenant, stayed, await persons.LinksAsync(tenant, stayed, cancellationToken), cancellationToken)).FirstOrDefault(merged => merged.Person == person)?.Profiles ?? [];
            var now = parts.Time.GetUtcNow();
            var hints = came.Select(profile => new NewHint(new(tenant, profile.Connection, EntityType.Customer), profile.External, string.Create(CultureInfo.InvariantCulture, $"apart-{now.UtcTicks}-{profile.External}"), now)).ToList();
            await runtime.Parts.Writer.CommitAsync(
                new() { Links = [Merges.Into(tenant, person, person), .. came.Select(profile => ProfileMoves.Of(tenant, profile, person)), LikenessBook.AreTwo(tenant, person, stayed)], Hints = hints }, CancellationToken.None);
            LogUnmerged(tenant, person, stayed, by);
            hints.ForEach(hint => runtime.Bell.Ring(hint.Stream));
            return await DescribeAsync(tenant, person, cancellationToken);
        }
        finally
        {
            turn.Release();
        }
    }

    public async ValueTask KeepApartAsync(TenantId tenant, string one, string other, string by, CancellationToken cancellationToken)
    {
        var runtime = engine.Working(tenant);
        var turn = runtime.TurnOf(EntityType.Customer);
        await turn.WaitAsync(cancellationToken);
        try
        {
            var first = await persons.FindAsync(tenant, one, cancellationToken) ?? throw Persons.Nobody(one, nameof(one));
            var second = await persons.FindAsync(tenant, other, cancellationToken) ?? throw Persons.Nobody(other, nameof(other));
            if (first == second)
            {
                throw new InvalidOperationException($"'{one}' and '{other}' are one person, '{first}'. If they were merged, take that back.");
            }

            await runtime.Parts.Writer.CommitAsync(new() { Links = [LikenessBook.AreTwo(tenant, first, second)] }, CancellationToken.None);
            LogApart(tenant, first, second, by);
        }
        finally
        {
            turn.Release();
        }
    }

    private async ValueTask<CustomerIdentity> DescribeAsync(TenantId tenant, CanonicalId person, CancellationToken cancellationToken)
    {
        var links = await persons.LinksAsync(tenant, person, cancellationToken);
        return new(person, links, await MergedAsync(tenant, person, links, cancellationToken));
    }

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

    [LoggerMessage(2901, LogLevel.Information, "{Tenant}: customer {From} was merged into {Into} by {By}.")]
    private partial void LogMerged(TenantId tenant, CanonicalId from, CanonicalId into, string by);

    [LoggerMessage(2902, LogLevel.Information, "{Tenant}: the merge of customer {Person} into {Into} was taken back by {By}.")]
    private partial void LogUnmerged(TenantId tenant, CanonicalId person, CanonicalId into, string by);

    [LoggerMessage(2904, LogLevel.Information, "{Tenant}: customers {One} and {Other} are two persons, said {By}.")]
    private partial void LogApart(TenantId tenant, CanonicalId one, CanonicalId other, string by);
}
