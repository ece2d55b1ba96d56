namespace RetailConnect.Tests;

/// <summary>A store in front of which and behind which a host can die.</summary>
internal sealed class CrashingStore(StoreView inner, Boundaries boundaries) : StoreView(inner)
{
    public override async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var name = NameOf(commit);
        await boundaries.PassAsync($"before {name}");
        var receipt = await base.CommitAsync(commit, cancellationToken);
        await boundaries.PassAsync($"after {name}");
        return receipt;
    }

    public override async ValueTask<Lease?> TakeAsync(TenantId tenant, string host, LeaseSight seen, CancellationToken cancellationToken)
    {
        await boundaries.PassAsync("before taking the lease");
        var lease = await base.TakeAsync(tenant, host, seen, cancellationToken);
        await boundaries.PassAsync("after taking the lease");
        return lease;
    }

    public override async ValueTask<long?> BeatAsync(Lease lease, CancellationToken cancellationToken)
    {
        await boundaries.PassAsync("before a beat");
        return await base.BeatAsync(lease, cancellationToken);
    }

    public override async ValueTask<IReadOnlyList<DecidedLetter>> DecideAsync(StoredDecision decision, CancellationToken cancellationToken)
    {
        await boundaries.PassAsync("before a decision");
        var decided = await base.DecideAsync(decision, cancellationToken);
        await boundaries.PassAsync("after a decision");
        return decided;
    }

    private static string NameOf(StoreCommit commit) => "commit of " + commit switch
    {
        { Intents.Count: > 0 } => "intents",
        { Outcomes.Count: > 0 } => "outcomes",
        { Checkpoint: not null } => "a page",
        { Sweep: not null } => "a sweep's page",
        { Comparison: not null } => "a comparison",
        { ReadHints.Count: > 0 } => "read hints",
        { Hints.Count: > 0 } => "a webhook",
        _ => "others",
    };
}
