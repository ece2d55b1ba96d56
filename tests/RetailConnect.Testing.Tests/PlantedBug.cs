namespace RetailConnect.Testing.Tests;

/// <summary>Bugs that stores have had; each turns a sound store into one that breaks a promise.</summary>
internal static class PlantedBug
{
    private static int keys;

    public static Func<StorePorts, StorePorts> Named(string name) => name switch
    {
        "drops fencing" => ports => Commits(ports, commit => commit with { Lease = null }),
        "saves the cursor first" => ports => Commits(ports, async (inner, commit) =>
        {
            if (commit.Checkpoint is not null)
            {
                await inner.CommitAsync(new() { Lease = commit.Lease, Checkpoint = commit.Checkpoint }, default);
            }

            return await inner.CommitAsync(commit with { Checkpoint = null }, default);
        }),
        "splits the transaction" => ports => Commits(ports, async (inner, commit) =>
        {
            var receipt = await inner.CommitAsync(new() { Lease = commit.Lease, Hints = commit.Hints, Envelopes = commit.Envelopes, ReadHints = commit.ReadHints, Checkpoint = commit.Checkpoint }, default);
            await inner.CommitAsync(commit with { Hints = [], Envelopes = [], ReadHints = [], Checkpoint = null }, default);
            return receipt;
        }),
        "forgets dedupe" => ports => Commits(ports, commit => commit with { Envelopes = [.. commit.Envelopes.Select(envelope => envelope with { Key = new($"{envelope.Key.Value}-{Interlocked.Increment(ref keys)}") })] }),
        "forgets dedupe of hints" => ports => Commits(ports, commit => commit with { Hints = [.. commit.Hints.Select(hint => hint with { Key = $"{hint.Key}-{Interlocked.Increment(ref keys)}" })] }),
        "saves the cursor without the envelopes" => ports => Commits(ports, commit => commit.Checkpoint is null ? commit : commit with { Envelopes = [] }),
        "answers before it has saved" => ports => Commits(ports, async (inner, commit) =>
        {
            try
            {
                return await inner.CommitAsync(commit, default);
            }
            catch (StoreException exception) when (exception.InnerException is not null)
            {
                return new(commit.Hints.Count, commit.Envelopes.Count);
            }
        }),
        "forgets intents" => ports => Commits(ports, commit => commit with { Intents = [] }),
        "books a line twice" => ports => Commits(ports, commit => commit with { LedgerEntries = [.. commit.LedgerEntries.Select(entry => entry with { Line = $"{entry.Line}-{Interlocked.Increment(ref keys)}" })] }),
        "purges without a bound" => ports => ports with { Writer = new SpoiledWriter(ports.Writer, static (inner, commit) => inner.CommitAsync(commit, default), purgeTimes: 1000) },
        "loads the newest first" => ports => ports with { Inbox = new SpoiledInbox(ports.Inbox, pending: static found => [.. found.Reverse()]) },
        "counts a loss as accepted" => ports => ports with { Inbox = new SpoiledInbox(ports.Inbox, tally: static tally => tally with { Accepted = tally.Accepted + 1 }) },
        "takes a lease blindly" => ports => ports with { Leases = new SpoiledLeases(ports.Leases, takesBlindly: true) },
        "keeps a lease that was given back" => ports => ports with { Leases = new SpoiledLeases(ports.Leases, releasesNothing: true) },
        _ => throw new ArgumentException($"There is no bug '{name}'.", nameof(name)),
    };

    private static StorePorts Commits(StorePorts ports, Func<StoreCommit, StoreCommit> change) => Commits(ports, (inner, commit) => inner.CommitAsync(change(commit), default));

    private static StorePorts Commits(StorePorts ports, Func<IStoreWriter, StoreCommit, ValueTask<StoreReceipt>> commit) => ports with { Writer = new SpoiledWriter(ports.Writer, commit) };
}
