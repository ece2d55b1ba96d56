namespace RetailConnect.Tests;

/// <summary>A store in front of which and behind which a host can die.</summary>
internal sealed class CrashingWriter(IStoreWriter inner, Boundaries boundaries) : IStoreWriter
{
    public ValueTask OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

    public async ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var name = NameOf(commit);
        await boundaries.PassAsync($"before {name}");
        var receipt = await inner.CommitAsync(commit, cancellationToken);
        await boundaries.PassAsync($"after {name}");
        return receipt;
    }

    public ValueTask<int> PurgeAsync(int most, CancellationToken cancellationToken) => inner.PurgeAsync(most, cancellationToken);

    private static string NameOf(StoreCommit commit) => "commit of " + commit switch
    {
        { Intents.Count: > 0 } => "intents",
        { Outcomes.Count: > 0 } => "outcomes",
        { Checkpoint: not null } => "a page",
        { ReadHints.Count: > 0 } => "read hints",
        { Hints.Count: > 0 } => "a webhook",
        _ => "others",
    };
}
