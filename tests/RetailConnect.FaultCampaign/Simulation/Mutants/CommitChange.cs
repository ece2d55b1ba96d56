using RetailConnect.Tests;

namespace RetailConnect.FaultCampaign.Simulation.Mutants;

/// <summary>A store whose commits are tampered with.</summary>
internal sealed class CommitChange(StoreView inner, Func<StoreCommit, Func<StoreCommit, ValueTask<StoreReceipt>>, ValueTask<StoreReceipt>> change) : StoreView(inner)
{
    public override ValueTask<StoreReceipt> CommitAsync(StoreCommit commit, CancellationToken cancellationToken) => change(commit, changed => base.CommitAsync(changed, cancellationToken));

    /// <summary>Plants a change of every commit.</summary>
    public static Func<StoreView, TimeProvider, Random, StoreView> Of(Func<StoreCommit, StoreCommit> change) => (store, _, _) => new CommitChange(store, (commit, save) => save(change(commit)));

    /// <summary>Plants a change of some commits that is more than another content.</summary>
    public static Func<StoreView, TimeProvider, Random, StoreView> Of(Func<StoreCommit, bool> which, Func<StoreCommit, Func<StoreCommit, ValueTask<StoreReceipt>>, TimeProvider, ValueTask<StoreReceipt>> change) =>
        (store, time, _) => new CommitChange(store, (commit, save) => which(commit) ? change(commit, save, time) : save(commit));

    /// <summary>Confirms at once and saves a second later; what fails then is lost.</summary>
    public static ValueTask<StoreReceipt> Behind(StoreCommit commit, Func<StoreCommit, ValueTask<StoreReceipt>> save, TimeProvider time)
    {
        _ = LaterAsync();
        return new(new StoreReceipt(commit.Hints.Count, commit.Envelopes.Count));

        async Task LaterAsync()
        {
            await time.WaitAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
            try
            {
                await save(commit);
            }
            catch (StoreException)
            {
                // That is the bug.
            }
        }
    }
}
