using CsCheck;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>Every store holds what a list would hold.</summary>
public abstract class StoreModelContract(StoreHarness harness) : IDisposable
{
    private static readonly Gen<(int Kind, int A, int B)> Part = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 99], Gen.Int[0, 99]);

    private int runs;

    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Any_sequence_of_commits_leaves_what_a_list_would_hold()
    {
        await using var store = await harness.OpenAsync();
        harness.Refuse("checkpoint", "INSERT", "NEW.cursor = 'poison'");
        await Gen.Select(Part.Array[1, 8], Gen.Int[0, 9]).Array[1, 12].SampleAsync(steps => PlayAsync(store, steps), iter: 60, threads: 1);
        Assert.True(runs >= 60, "Too few sequences were played.");
    }

    private async Task PlayAsync(RelationalStore store, ((int Kind, int A, int B)[] Parts, int Chance)[] steps)
    {
        var model = new StoreModel(new($"t{Interlocked.Increment(ref runs)}"));
        var envelopes = new Dictionary<string, long>();
        var hints = new Dictionary<long, string>();
        foreach (var (parts, chance) in steps)
        {
            var commit = model.Describe(parts, envelopes, [.. hints.Keys], poison: chance == 0);
            if (chance == 0)
            {
                await Assert.ThrowsAsync<StoreException>(() => store.Save(commit));
            }
            else
            {
                Assert.Equal(model.Apply(commit, envelopes, hints), await store.Save(commit));
            }

            if (chance == 1 && model.Target(parts[0].A, envelopes) is { } id)
            {
                Assert.Equal(model.Replay(id, envelopes), await store.ReplayAsync(model.Stream.Tenant, [id], CancellationToken.None));
            }

            await CompareAsync(store, model, envelopes, hints, commit, chance);
        }
    }

    private static async Task CompareAsync(RelationalStore store, StoreModel model, Dictionary<string, long> envelopes, Dictionary<long, string> hints, StoreCommit commit, int chance)
    {
        var tenant = model.Stream.Tenant;
        var tallies = (await store.CountAsync(tenant, CancellationToken.None)).ToDictionary(tally => tally.Lane);
        foreach (var lane in model.Lanes)
        {
            var pending = await store.Pending(lane);
            pending.ToList().ForEach(stored => envelopes[stored.Envelope.Entity.Value] = stored.Id);
            Assert.Equal(
                model.Pending(lane).Select(item => (item.Name, item.Attempts, item.NotBefore, item.Intended)),
                pending.Select(stored => (stored.Envelope.Entity.Value, stored.Attempts, stored.NotBefore, stored.Intended)));
            Assert.Equal(model.Tally(lane), tallies.GetValueOrDefault(lane) ?? new(lane, 0, 0, 0, 0, 0, 0));
            Assert.Equal(0, tallies.GetValueOrDefault(lane)?.Imbalance ?? 0);
        }

        var dead = await store.ListAsync(tenant, null, 1000, CancellationToken.None);
        dead.ToList().ForEach(letter => envelopes[letter.Entity.Value] = letter.Envelope);
        Assert.Equal(model.Dead, dead.Select(letter => letter.Entity.Value).Order());
        var waiting = await store.LoadHintsAsync(model.Stream, 0, 1000, CancellationToken.None);
        var added = commit.Hints.Select(hint => hint.Key).Distinct().Where(key => chance != 0 && !hints.ContainsValue(key)).ToArray();
        foreach (var (hint, key) in waiting.Where(hint => !hints.ContainsKey(hint.Id)).Zip(added))
        {
            hints[hint.Id] = key;
        }

        Assert.Equal(model.WaitingHints, waiting.Count);
        Assert.Equal(model.WaitingHints, await store.CountHintsAsync(tenant, CancellationToken.None));
        foreach (var asOf in new[] { 0, 30, 70 })
        {
            var sums = await store.SumUnpostedAsync(tenant, [(new("A"), "L")], Sample.Noon.AddSeconds(asOf), CancellationToken.None);
            Assert.Equal(model.Unposted(asOf), sums.Values.Sum(sum => sum.Value));
        }
    }
}
