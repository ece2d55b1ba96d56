using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>Several hosts on one place.</summary>
internal static class HostChecks
{
    private const StoreCapability Several = StoreCapability.SeveralHosts;

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(Hosts_that_open_one_place_at_once_all_write, Several), StoreCheck.Of(The_same_change_accepted_by_two_hosts_at_once_is_accepted_once, Several),
        StoreCheck.Of(Nothing_is_saved_under_an_old_number_once_the_takeover_is_confirmed, Several), StoreCheck.Of(Of_two_hosts_that_race_for_a_lease_one_gets_it, Several),
        StoreCheck.Of(Racing_commits_of_two_hosts_are_each_there_as_a_whole, Several), StoreCheck.Of(A_host_hears_of_a_replay_that_another_was_asked_for, Several),
        StoreCheck.Of(Of_decisions_that_race_at_two_hosts_while_a_third_delivers_each_dead_letter_takes_one, Several),
    ];

    private static async Task Hosts_that_open_one_place_at_once_all_write(StoreBench bench)
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Aside(bench.OpenAsync)));
        await Task.WhenAll(stores.Select((store, i) => store.SaveAsync(Envelopes($"{i}"))));
        Expect.Equal(new Tally(Lane, 4, 0, 0, 0, 0, 4), await stores[0].TallyAsync());
        Expect.Sequence(["0", "1", "2", "3"], (await stores[3].EntitiesAsync()).Order());
        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
    }

    private static async Task The_same_change_accepted_by_two_hosts_at_once_is_accepted_once(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            var commit = Envelopes($"{round}");
            var receipts = await Task.WhenAll(Aside(() => first.SaveAsync(commit)), Aside(() => second.SaveAsync(commit)));
            Expect.Equal(1, receipts.Sum(receipt => receipt.Envelopes));
        }

        Expect.Equal(new Tally(Lane, 50, 0, 0, 0, 0, 50), await first.TallyAsync());
    }

    /// <summary>Whatever is in flight: when a takeover is confirmed, nothing of the old holder is saved any more.</summary>
    private static async Task Nothing_is_saved_under_an_old_number_once_the_takeover_is_confirmed(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        StorePorts[] stores = [first, second];
        for (var round = 0; round < 30; round++)
        {
            var (holder, taker, number) = (stores[round % 2], stores[(round + 1) % 2], round);
            var old = await holder.TakeLeaseAsync($"holder {round}");
            var saves = Enumerable.Range(0, 40).Select(i => Aside(() => holder.TrySaveAsync(Envelopes($"{number}-{i}") with { Lease = old }))).ToList();
            await Aside(() => taker.TakeLeaseAsync($"taker {number}"));
            var atTakeover = await taker.EntitiesAsync();
            var confirmed = (await Task.WhenAll(saves)).Count(saved => saved);
            var afterwards = await taker.EntitiesAsync();
            Expect.Equal(atTakeover.Count, afterwards.Count, "Envelopes after the last answer of the old holder, expected as at the takeover");
            Expect.Equal(confirmed, afterwards.Count(entity => entity.StartsWith($"{number}-", StringComparison.Ordinal)), "Envelopes of the old holder, expected as many as were confirmed");
            Expect.False(await holder.TrySaveAsync(Envelopes($"late {number}") with { Lease = old }), "A commit of the old holder is accepted");
        }
    }

    private static async Task Of_two_hosts_that_race_for_a_lease_one_gets_it(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            var seen = await first.Leases.LookAsync(Tenant, None);
            var leases = await Task.WhenAll(Aside(() => first.Leases.TakeAsync(Tenant, "one", seen, None).AsTask()), Aside(() => second.Leases.TakeAsync(Tenant, "two", seen, None).AsTask()));
            Expect.Equal(seen.Fence + 1, Expect.Single(leases.OfType<Lease>()).Fence);
        }
    }

    private static async Task Racing_commits_of_two_hosts_are_each_there_as_a_whole(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Aside(() => (i % 2 == 0 ? first : second).SaveAsync(WholeCommits.Numbered(i)))));
        Expect.Sequence(Enumerable.Repeat(new StoreReceipt(1, 2), 200), receipts);
        await WholeCommits.ExpectAsync(first, Enumerable.Range(0, 200));
    }

    private static async Task A_host_hears_of_a_replay_that_another_was_asked_for(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        var lease = await first.TakeLeaseAsync("one");
        var before = await first.Leases.BeatAsync(lease, None);
        await second.DeadLetters.ReplayAsync(Tenant, [1], None);
        Expect.NotEqual(before, await first.Leases.BeatAsync(lease, None));
    }

    private static async Task Of_decisions_that_race_at_two_hosts_while_a_third_delivers_each_dead_letter_takes_one(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = await bench.OpenAsync();
        await using var worker = await bench.OpenAsync();
        var lease = await worker.TakeLeaseAsync("worker");
        for (var round = 0; round < 10; round++)
        {
            var ids = await ParkManyAsync(worker, round);
            var later = (await worker.PendingAsync()).Select(stored => stored.Id).ToArray();
            long[][] parts = [ids, [.. ids.Reverse()], ids[10..], [.. ids[..15].Reverse()]];
            var decisions = parts.Select((part, i) => Aside(() => (i % 2 == 0 ? first : second).Desk.DecideAsync(
                new() { Tenant = Tenant, Envelopes = part, Kind = i < 2 ? DecisionKind.Replay : DecisionKind.Dismiss, By = $"{i}" }, None).AsTask())).ToList();
            var delivered = later.Select(id => Aside(() => worker.SaveAsync(new() { Lease = lease, Outcomes = [Outcome(id, OutcomeKind.Applied)] }))).ToList();

            var done = (await Task.WhenAll(decisions)).SelectMany(letters => letters).Where(letter => letter.Verdict is not DeadLetterVerdict.NotParked).ToArray();
            await Task.WhenAll(delivered);
            Expect.Empty(done.GroupBy(letter => letter.Envelope).Where(letters => letters.Count() > 1).Select(letters => letters.Key), "Dead letters that took two decisions");
            Expect.Empty(done.Where(letter => letter.Verdict is DeadLetterVerdict.Unknown or DeadLetterVerdict.Refused), "Dead letters that could not be decided");

            // What nobody decided was superseded by the later change, and by that only.
            foreach (var id in ids)
            {
                Expect.Single((await worker.FileAsync(id)).History.Where(entry => entry.By is not null || entry.Kind is DeadLetterEventKind.Superseded), $"Decisions in the history of {id}");
            }

            Expect.Empty(await worker.DeadAsync());
            Expect.Equal(0, (await worker.TallyAsync()).Imbalance);
            await worker.SaveAsync(new() { Outcomes = [.. (await worker.PendingAsync()).Select(stored => Outcome(stored.Id, OutcomeKind.Applied))] });
        }
    }

    /// <summary>Twenty dead letters; every fourth has no content, and every fifth has a later change that waits.</summary>
    private static async Task<long[]> ParkManyAsync(StorePorts store, int round)
    {
        await store.SaveAsync(new() { Envelopes = [.. Enumerable.Range(0, 20).Select(i => i % 4 == 1 ? Faulty($"{round}-{i}", []) : Envelope($"{round}-{i}"))] });
        await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select(stored => Outcome(stored.Id, OutcomeKind.DeadLettered))] });
        await store.SaveAsync(new() { Envelopes = [.. Enumerable.Range(0, 4).Select(i => LetterSample.Newer($"{round}-{i * 5}"))] });
        return [.. (await store.DeadAsync()).Select(letter => letter.Envelope)];
    }
}
