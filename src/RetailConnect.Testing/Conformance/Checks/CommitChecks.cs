using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What is promised of a commit.</summary>
internal static class CommitChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(What_was_answered_is_there_after_the_store_is_opened_again, StoreCapability.Reopening), StoreCheck.Of(What_a_commit_holds_is_there_when_it_is_answered),
        StoreCheck.Of(Only_the_commit_that_cannot_be_written_fails_when_many_wait), StoreCheck.Of(Racing_commits_are_each_there_as_a_whole),
        StoreCheck.Of(Ids_follow_the_order_of_the_commits_and_are_never_used_twice), StoreCheck.Of(A_repeat_is_neither_counted_nor_stored), StoreCheck.Of(One_key_in_two_lanes_or_tenants_is_two_envelopes),
        StoreCheck.Of(A_hint_is_waiting_until_it_was_read), StoreCheck.Of(A_caller_who_gave_up_before_the_commit_began_left_nothing), StoreCheck.Of(Odd_letters_of_a_vendor_stop_neither_a_commit_nor_a_search),
    ];

    private static async Task What_was_answered_is_there_after_the_store_is_opened_again(StoreBench bench)
    {
        await using (var store = await bench.OpenAsync())
        {
            await store.SaveAsync(Rich);
        }

        await using var reopened = await bench.OpenAsync();
        await HoldsRichAsync(reopened);
    }

    private static async Task What_a_commit_holds_is_there_when_it_is_answered(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        Expect.Equal(new StoreReceipt(2, 2), await store.SaveAsync(Rich));
        await HoldsRichAsync(store);
    }

    private static async Task Only_the_commit_that_cannot_be_written_fails_when_many_wait(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var commits = Enumerable.Range(0, 64).Select(i => store.TrySaveAsync(Envelopes($"e{i}") with { Lease = i == 40 ? new Lease(Tenant, 7) : null })).ToArray();
        Expect.Sequence(Enumerable.Range(0, 64).Select(i => i != 40), await Task.WhenAll(commits), "Which of 64 commits were accepted, when the lease of the one at 40 is lost");
        Expect.Sequence(Enumerable.Range(0, 64).Where(i => i != 40).Select(i => $"e{i}").Order(), (await store.EntitiesAsync()).Order(), "pending");
        var tally = await store.TallyAsync();
        Expect.Equal((63L, 0L), (tally.Accepted, tally.Imbalance));
        Expect.Equal(new StoreReceipt(0, 1), await store.SaveAsync(Envelopes("after")));
    }

    private static async Task Racing_commits_are_each_there_as_a_whole(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Aside(() => store.SaveAsync(WholeCommits.Numbered(i)))));
        Expect.Sequence(Enumerable.Repeat(new StoreReceipt(1, 2), 200), receipts);
        await WholeCommits.ExpectAsync(store, Enumerable.Range(0, 200));
    }

    private static async Task Ids_follow_the_order_of_the_commits_and_are_never_used_twice(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1", "2"));
        await store.SaveAsync(Envelopes("3"));
        var pending = await store.PendingAsync();
        Expect.Sequence(["1", "2", "3"], pending.Select(envelope => envelope.Envelope.Entity.Value));
        Expect.True(pending[0].Id < pending[1].Id && pending[1].Id < pending[2].Id, "Ids grow");
        Expect.Sequence(["2"], (await store.PendingAsync(after: pending[0].Id, limit: 1)).Select(envelope => envelope.Envelope.Entity.Value));
        await store.SaveAsync(new() { Outcomes = [.. pending.Select(envelope => Outcome(envelope.Id, OutcomeKind.Applied))] });
        bench.Time.Advance(TimeSpan.FromDays(91));
        Expect.Equal(3, await store.Writer.PurgeAsync(100, None));
        await store.SaveAsync(Envelopes("4"));
        Expect.True((await store.OnePendingAsync()).Id > pending[2].Id, "An id after a purge is greater than those that were forgotten");
    }

    private static async Task A_repeat_is_neither_counted_nor_stored(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        Expect.Equal(new StoreReceipt(1, 2), await store.SaveAsync(Envelopes("1", "2") with { Hints = [Hint("h"), Hint("h")] }));
        Expect.Equal(new StoreReceipt(0, 1), await store.SaveAsync(Envelopes("1", "3", "3") with { Hints = [Hint("h")] }));
        Expect.Equal(new Tally(Lane, 3, 0, 0, 0, 0, 3), await store.TallyAsync());
        Expect.Equal(1, (await store.HintsAsync()).Count);
        await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select(envelope => Outcome(envelope.Id, OutcomeKind.Applied))] });
        Expect.Equal(new StoreReceipt(0, 0), await store.SaveAsync(Envelopes("1")));
        Expect.Empty(await store.EntitiesAsync());
    }

    private static async Task One_key_in_two_lanes_or_tenants_is_two_envelopes(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var other = new LaneKey(OtherTenant, "orders", "erp");
        await store.SaveAsync(new() { Envelopes = [Envelope("1"), Envelope("1", Lane with { Target = "club" }), Envelope("1", other)] });
        Expect.Sequence([Lane with { Target = "club" }, Lane], (await store.Inbox.CountAsync(Tenant, None)).Select(tally => tally.Lane).OrderBy(lane => lane.Target));
        Expect.Equal(other, Expect.Single(await store.Inbox.CountAsync(OtherTenant, None)).Lane);
        await store.OnePendingAsync(other);
    }

    private static async Task A_hint_is_waiting_until_it_was_read(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Hints = [Hint("h1", "1"), Hint("h2", "2")] });
        var first = Expect.Single(await store.HintsAsync(limit: 1));
        await store.SaveAsync(new() { ReadHints = [first.Id] });
        Expect.Equal("2", Expect.Single(await store.HintsAsync()).Entity?.Value);
        Expect.Equal(1, await store.Inbox.CountHintsAsync(Tenant, None));
        Expect.Equal(new StoreReceipt(0, 0), await store.SaveAsync(new() { Hints = [Hint("h1", "1")] }));
        Expect.Empty(await store.HintsAsync(WebOrders with { Connection = "pos" }));
        Expect.Equal(0, await store.Inbox.CountHintsAsync(OtherTenant, None));
    }

    private static async Task A_caller_who_gave_up_before_the_commit_began_left_nothing(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var gaveUp = false;
        try
        {
            await store.Writer.CommitAsync(Envelopes("1"), new(canceled: true));
        }
        catch (OperationCanceledException)
        {
            gaveUp = true;
        }

        Expect.True(gaveUp, "A commit whose token was cancelled is cancelled");
        await store.SaveAsync(Envelopes("2"));
        Expect.Sequence(["2"], await store.EntitiesAsync());
    }

    private static async Task Odd_letters_of_a_vendor_stop_neither_a_commit_nor_a_search(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        foreach (var odd in new[] { "nul \0.", "half \ud83d.", "\udc00", "whole \ud83d\ude00", "\u00e9\u4e2d'\"\\$text$@p0{0}" })
        {
            Expect.Equal(new StoreReceipt(1, 2), await store.SaveAsync(new()
            {
                Envelopes = [Envelope(odd), Faulty($"{odd}!") with { Fault = new("unknown-value", odd, odd) }], Hints = [Hint(odd, odd)],
                Links = [new(Scope, new(odd), new(odd), odd)], LedgerEntries = [new(Tenant, new(odd), odd, odd, odd, 2, Noon)],
            }));
            Expect.True(await store.Inbox.IsPendingAsync(Tenant, Lane.Target, EntityType.Order, Envelope(odd).Canonical, None));
            Expect.NotNull(await store.Crosswalk.FindCanonicalAsync(Scope, odd, None));
            Expect.Equal(2m, Expect.Single(await store.Ledger.SumUnpostedAsync(Tenant, [(new(odd), odd)], Noon, None)).Value.Value);
        }

        Expect.Equal("whole \ud83d\ude00", (await store.EntitiesAsync())[3]);
        Expect.Equal(0, (await store.TallyAsync()).Imbalance);
    }

    private static byte[] Big { get; } = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 7))];

    private static StoreCommit Rich => new()
    {
        Envelopes = [Envelope("1", body: Big), Envelope("2", body: [])], Hints = [Hint("h1", "5"), Hint("h2")], Checkpoint = new(WebOrders, new("c1"), Noon),
    };

    private static async Task HoldsRichAsync(StorePorts store)
    {
        var pending = await store.PendingAsync();
        Expect.Equal(2, pending.Count);
        Expect.Sequence(Big, pending[0].Envelope.Body.ToArray());
        Expect.True(pending[1].Envelope.Body.IsEmpty);
        Expect.Equal(Envelope("1") with { Body = default }, pending[0].Envelope with { Body = default });
        Expect.Equal((0, false, null), (pending[0].Attempts, pending[0].Intended, pending[0].NotBefore));
        Expect.Equal(new(WebOrders, new("c1"), Noon), await store.Checkpoints.LoadAsync(WebOrders, None));
        Expect.Sequence([(ExternalId?)"5", null], (await store.HintsAsync()).Select(hint => hint.Entity));
    }
}
