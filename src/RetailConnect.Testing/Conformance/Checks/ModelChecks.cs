using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>A store holds what a list would hold, whatever sequence of commits is drawn.</summary>
internal static class ModelChecks
{
    private const int Sequences = 60;

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(Any_sequence_of_commits_leaves_what_a_list_would_hold), StoreCheck.Of(Any_sequence_of_commits_of_which_some_break_leaves_what_a_list_would_hold, StoreCapability.BreakableStatements),
    ];

    private static Task Any_sequence_of_commits_leaves_what_a_list_would_hold(StoreBench bench) => PlayAsync(bench, breaks: false);

    private static Task Any_sequence_of_commits_of_which_some_break_leaves_what_a_list_would_hold(StoreBench bench) => PlayAsync(bench, breaks: true);

    private static async Task PlayAsync(StoreBench bench, bool breaks)
    {
        await using var store = await bench.OpenAsync();
        var broken = 0;
        for (var seed = 1; seed <= Sequences; seed++)
        {
            var play = new Play(store, new StoreModel(new($"t{seed}")), breaks ? bench.Breakable : null, new Random(seed));
            try
            {
                await play.RunAsync();
                broken += play.Refused;
            }
            catch (Exception exception) when (exception is ConformanceException or StoreException)
            {
                throw new ConformanceException($"Sequence {seed}, after {play.Commits} commits: {exception.Message}", exception);
            }
        }

        Expect.True(broken > 0, "Some of the commits that were to leave nothing were refused");
    }

    /// <summary>One sequence.</summary>
    private sealed class Play(StorePorts store, StoreModel model, IBreakablePlace? breakable, Random random)
    {
        private readonly Dictionary<string, long> envelopes = [];
        private readonly Dictionary<long, string> hints = [];

        public int Commits { get; private set; }

        public int Refused { get; private set; }

        public async Task RunAsync()
        {
            var steps = random.Next(1, 13);
            for (Commits = 0; Commits < steps;)
            {
                var parts = Enumerable.Range(0, random.Next(1, 9)).Select(_ => (Kind: random.Next(10), A: random.Next(100), B: random.Next(100))).ToArray();
                var commit = model.Describe(parts, envelopes, [.. hints.Keys]);
                var fate = random.Next(10);
                var refused = fate == 0 && await BreaksAsync(commit);
                Refused += refused ? 1 : 0;
                if (!refused)
                {
                    Expect.Equal(model.Apply(commit, envelopes, hints), await store.SaveAsync(commit));
                }

                Commits++;
                if (fate == 1 && model.Target(parts[0].A, envelopes) is { } id)
                {
                    Expect.Equal(model.Replay(id, envelopes), await store.DeadLetters.ReplayAsync(model.Stream.Tenant, [id], None));
                }

                await CompareAsync(refused ? [] : commit.Hints);
            }
        }

        /// <summary>Saves a commit that must leave nothing; tells whether it was refused.</summary>
        private async Task<bool> BreaksAsync(StoreCommit commit)
        {
            if (breakable is null)
            {
                Expect.False(await store.TrySaveAsync(commit with { Lease = new(model.Stream.Tenant, 1) }), "A commit under a lease that nobody took is accepted");
                return true;
            }

            breakable.Break(random.Next(1, 12), hostDies: false);
            try
            {
                await store.SaveAsync(commit);
            }
            catch (StoreException) when (breakable.Mend())
            {
                return true;
            }

            Expect.False(breakable.Mend(), "A statement of a commit that was answered was broken");
            model.Apply(commit, envelopes, hints);
            await CompareAsync(commit.Hints);
            return false;
        }

        private async Task CompareAsync(IReadOnlyList<NewHint> added)
        {
            var tenant = model.Stream.Tenant;
            var tallies = (await store.Inbox.CountAsync(tenant, None)).ToDictionary(tally => tally.Lane);
            foreach (var lane in model.Lanes)
            {
                var pending = await store.PendingAsync(lane);
                pending.ToList().ForEach(stored => envelopes[stored.Envelope.Entity.Value] = stored.Id);
                Expect.Sequence(
                    model.Pending(lane).Select(item => (item.Name, item.Attempts, item.NotBefore, item.Intended)),
                    pending.Select(stored => (stored.Envelope.Entity.Value, stored.Attempts, stored.NotBefore, stored.Intended)));
                Expect.Equal(model.Tally(lane), tallies.GetValueOrDefault(lane) ?? new(lane, 0, 0, 0, 0, 0, 0));
            }

            var dead = await store.DeadLetters.ListAsync(tenant, null, 1000, None);
            dead.ToList().ForEach(letter => envelopes[letter.Entity.Value] = letter.Envelope);
            Expect.Sequence(model.Dead, dead.Select(letter => letter.Entity.Value).Order());
            await CompareHintsAsync(added);
            foreach (var asOf in new[] { 0, 30, 70 })
            {
                var sums = await store.Ledger.SumUnpostedAsync(tenant, [(new("A"), "L")], Noon.AddSeconds(asOf), None);
                Expect.Equal(model.Unposted(asOf), sums.Values.Sum(sum => sum.Value));
            }
        }

        private async Task CompareHintsAsync(IReadOnlyList<NewHint> added)
        {
            var waiting = await store.HintsAsync(model.Stream);
            var keys = added.Select(hint => hint.Key).Distinct().Where(key => !hints.ContainsValue(key)).ToArray();
            foreach (var (hint, key) in waiting.Where(hint => !hints.ContainsKey(hint.Id)).Zip(keys))
            {
                hints[hint.Id] = key;
            }

            Expect.Equal(model.WaitingHints, waiting.Count);
            Expect.Equal(model.WaitingHints, await store.Inbox.CountHintsAsync(model.Stream.Tenant, None));
        }
    }
}
