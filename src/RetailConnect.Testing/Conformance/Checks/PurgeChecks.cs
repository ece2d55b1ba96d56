using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store forgets, and what it never forgets.</summary>
internal static class PurgeChecks
{
    public static IEnumerable<StoreCheck> All =>
        [StoreCheck.Of(What_is_old_and_finished_is_forgotten_and_the_tallies_stay_balanced), StoreCheck.Of(One_purge_removes_no_more_of_each_kind_than_it_was_told_to),
            StoreCheck.Of(A_document_that_a_person_ended_is_remembered_for_good)];

    private static async Task What_is_old_and_finished_is_forgotten_and_the_tallies_stay_balanced(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new()
        {
            Envelopes = [.. Enumerable.Range(0, 12).Select(i => Envelope($"{i}"))], Hints = [Hint("read"), Hint("waiting")],
            LedgerEntries = [Entry("closed", "1", 1), Entry("open", "1", 1)], LedgerClosings = [new(Tenant, "closed", Noon)],
        });
        var ids = (await store.PendingAsync()).Select(envelope => envelope.Id).ToArray();
        OutcomeKind[] kinds = [OutcomeKind.Applied, OutcomeKind.Skipped, OutcomeKind.Superseded, OutcomeKind.DeadLettered, OutcomeKind.Deferred];
        await store.SaveAsync(new() { Outcomes = [.. ids.Take(10).Select((id, i) => Outcome(id, kinds[i % 5]))], ReadHints = [(await store.HintsAsync(limit: 1))[0].Id] });
        var (tally, pending) = (await store.TallyAsync(), await store.EntitiesAsync());
        Expect.Equal(0, await store.Writer.PurgeAsync(100, None));

        bench.Time.Advance(TimeSpan.FromDays(91));
        Expect.Equal(8, await store.Writer.PurgeAsync(100, None));
        Expect.Equal(tally, await store.TallyAsync());
        Expect.Sequence(pending, await store.EntitiesAsync());
        Expect.Equal(2, (await store.DeadAsync()).Count);
        Expect.Equal(1, await store.Inbox.CountHintsAsync(Tenant, None));
        Expect.Equal(1m, await store.SumAsync(Noon));
        Expect.Equal(new StoreReceipt(1, 1), await store.SaveAsync(Envelopes("0") with { Hints = [Hint("read")] }), "A repeat after the retention");
    }

    /// <summary>Read again after the retention, for example by a sweep, it must not be posted.</summary>
    private static async Task A_document_that_a_person_ended_is_remembered_for_good(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var documents = new[] { Envelope("resolved"), Envelope("dismissed"), Envelope("sent") }.Select(envelope => envelope with { Type = EntityType.Order }).ToArray();
        await store.SaveAsync(new() { Envelopes = [.. documents, Envelope("state") with { Type = EntityType.Product }] });
        var ids = (await store.PendingAsync()).Select(envelope => envelope.Id).ToArray();
        await store.SaveAsync(new() { Outcomes = [.. ids.Select((id, i) => Outcome(id, i == 2 ? OutcomeKind.Applied : OutcomeKind.DeadLettered))] });
        await store.DecideAsync(DecisionKind.Resolve, ids[0]);
        await store.DecideAsync(DecisionKind.Dismiss, ids[1]);
        await store.DecideAsync(DecisionKind.Dismiss, ids[3]);
        bench.Time.Advance(TimeSpan.FromDays(91));
        Expect.Equal(2, await store.Writer.PurgeAsync(100, None));
        Expect.Equal(new StoreReceipt(0, 1), await store.SaveAsync(new() { Envelopes = documents }));
    }

    private static async Task One_purge_removes_no_more_of_each_kind_than_it_was_told_to(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new()
        {
            Envelopes = [.. Enumerable.Range(0, 10).Select(i => Envelope($"{i}"))], LedgerEntries = [.. Enumerable.Range(0, 10).Select(i => Entry($"d{i}", "1", 1))],
            LedgerClosings = [.. Enumerable.Range(0, 10).Select(i => new LedgerClosing(Tenant, $"d{i}", Noon))],
        });
        await store.SaveAsync(new() { Outcomes = [.. (await store.PendingAsync()).Select((envelope, i) => Outcome(envelope.Id, i % 2 == 0 ? OutcomeKind.Applied : OutcomeKind.Skipped))] });
        bench.Time.Advance(TimeSpan.FromDays(91));
        var tally = await store.TallyAsync();
        foreach (var removed in new[] { 6, 6, 6, 2, 0 })
        {
            Expect.Equal(removed, await store.Writer.PurgeAsync(3, None));
            Expect.Equal(tally, await store.TallyAsync());
        }
    }
}
