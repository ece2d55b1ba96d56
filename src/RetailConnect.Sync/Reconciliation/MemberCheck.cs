using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Reconciliation;

/// <summary>Checks the books of the members whose orders were compared: a balance is the sum of its movements, and each movement belongs to an order that we wrote.</summary>
/// <param name="target">The loyalty engine.</param>
/// <param name="runtime">The tenant.</param>
internal sealed class MemberCheck(ConnectionRuntime target, TenantRuntime runtime)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(5);
    private readonly ISnapshotSource<LoyaltyMember>? snapshot = target.Connection.Part<ISnapshotSource<LoyaltyMember>>();
    private readonly SnapshotCapability? capability = target.Snapshot(EntityType.LoyaltyMember);
    private readonly EngineParts parts = runtime.Parts;
    private readonly HashSet<(string Origin, ExternalId Id)> customers = [];
    private readonly SortedSet<string> members = new(StringComparer.Ordinal);
    private DateTimeOffset? from;

    public void Begin(DateTimeOffset? first)
    {
        from = first;
        customers.Clear();
        members.Clear();
    }

    /// <summary>Wants a customer's books to be checked, if the engine knows the customer.</summary>
    public async ValueTask AddAsync(string origin, ExternalId customer, CancellationToken cancellationToken)
    {
        if (capability is not null && customers.Add((origin, customer))
            && await parts.Crosswalk.FindCanonicalAsync(new(runtime.Tenant, EntityType.Customer, origin), customer, cancellationToken) is { } person
            && await parts.Crosswalk.FindExternalAsync(new(runtime.Tenant, EntityType.Customer, target.Name), person, cancellationToken) is { } member)
        {
            members.Add(member.Value);
        }
    }

    /// <summary>Returns what is wrong at two looks alike: points move while members buy.</summary>
    public async ValueTask<IReadOnlyList<Discrepancy>> RunAsync(Action read, CancellationToken cancellationToken)
    {
        if (capability is null || snapshot is null || members.Count == 0)
        {
            return [];
        }

        var first = await LookAsync(members, read, cancellationToken);
        if (first.Count == 0)
        {
            return [];
        }

        await parts.Time.WaitAsync(BetweenLooks, cancellationToken);
        var again = await LookAsync([.. first.Select(item => item.TargetEntity!.Value.Value).Distinct()], read, cancellationToken);
        return [.. again.Where(item => first.Any(before => before.Key == item.Key && before.Reason == item.Reason && before.Fields.SequenceEqual(item.Fields)))];
    }

    private async ValueTask<IReadOnlyList<Discrepancy>> LookAsync(IReadOnlyCollection<string> keys, Action read, CancellationToken cancellationToken)
    {
        var (found, patience) = (new List<Discrepancy>(), new Patience(parts));
        foreach (var chunk in keys.Chunk(capability!.KeysAtOnce))
        {
            var page = await patience.AskAsync(target, token => snapshot!.ReadAsync(new(null, ViewSettings.PageSize) { Keys = chunk, From = from }, token), cancellationToken);
            read();
            found.AddRange(page.Observations.SelectMany(MemberBooks.Check));
        }

        return found;
    }
}
