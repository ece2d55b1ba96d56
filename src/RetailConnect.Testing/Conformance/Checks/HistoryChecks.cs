using static RetailConnect.Testing.LetterSample;
using static RetailConnect.Testing.Sample;
using static RetailConnect.Testing.StorySample;

namespace RetailConnect.Testing;

/// <summary>What is known of one entity.</summary>
internal static class HistoryChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(A_read_and_what_it_found_have_the_same_time_and_a_poll_has_none), StoreCheck.Of(Each_envelope_has_its_call_its_attempts_and_its_receipt), StoreCheck.Of(A_wait_is_no_part_of_the_history),
        StoreCheck.Of(A_return_names_its_order_and_the_order_its_returns), StoreCheck.Of(The_ledger_of_a_document_is_open_until_all_of_it_is_closed), StoreCheck.Of(Links_of_all_systems_are_listed_and_no_contacts),
        StoreCheck.Of(Of_a_long_story_the_newest_part_is_loaded),
    ];

    private static async Task A_read_and_what_it_found_have_the_same_time_and_a_poll_has_none(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        await store.SaveAsync(new() { Envelopes = [Accepted(Gid, "web-5001") with { Version = "2", Key = IdempotencyKey.Derive("2") }] });
        var known = await store.StoryAsync();
        var hint = Expect.Single(known.Hints);
        Expect.Equal(new("web", Gid, Noon, Noon), hint);
        Expect.Sequence([("1", Noon), ("1", Noon), ("2", Noon.AddSeconds(5))], known.Envelopes.Select(envelope => (envelope.Version, envelope.RecordedAt)));
    }

    private static async Task Each_envelope_has_its_call_its_attempts_and_its_receipt(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        var (erp, club) = ((await store.OnePendingAsync()).Id, (await store.OnePendingAsync(Club)).Id);
        bench.Time.Advance(TimeSpan.FromSeconds(1));
        await store.SaveAsync(new() { Intents = [erp] });
        await store.SaveAsync(new() { Outcomes = [Outcome(erp, OutcomeKind.Deferred) with { Reason = "transient", NotBefore = Noon.AddSeconds(9) }] });
        Expect.Equal((null, "transient", Noon.AddSeconds(9)), (await store.StoryAsync()).Envelopes[0] is var waiting ? (waiting.State, waiting.Reason, waiting.NotBefore) : default);
        await store.SaveAsync(new()
        {
            Outcomes = [Outcome(erp, OutcomeKind.Applied, 2) with { Receipt = "salesOrders/1", At = Noon.AddSeconds(9) }, Outcome(club, OutcomeKind.Skipped) with { Reason = "no-member" }],
        });

        var envelopes = (await store.StoryAsync()).Envelopes;
        Expect.Sequence([(erp, Lane), (club, Club)], envelopes.Select(envelope => (envelope.Id, envelope.Lane)));
        Expect.Equal((OutcomeKind.Applied, "salesOrders/1", Noon.AddSeconds(1), Noon.AddSeconds(9)), (envelopes[0].State, envelopes[0].Receipt?.Value, envelopes[0].AnnouncedAt, envelopes[0].UpdatedAt));
        Expect.Sequence([(OutcomeKind.Deferred, "transient"), (OutcomeKind.Applied, null)], envelopes[0].Attempted.Select(attempt => (attempt.Kind, attempt.Reason)));
        Expect.Equal((OutcomeKind.Skipped, "no-member", null, null), (envelopes[1].State, envelopes[1].Reason, envelopes[1].Receipt, envelopes[1].AnnouncedAt));
    }

    private static async Task A_wait_is_no_part_of_the_history(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Deferred, 0) with { Waited = true, NotBefore = Noon }] });
        Expect.Empty((await store.StoryAsync()).Envelopes[0].Attempted);
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Deferred) with { NotBefore = Noon }] });
        Expect.Equal(OutcomeKind.Deferred, Expect.Single((await store.StoryAsync()).Envelopes[0].Attempted).Kind);
        await store.SaveAsync(new() { Outcomes = [Outcome((await store.OnePendingAsync(Club)).Id, OutcomeKind.Applied)] });
        Expect.Empty((await store.StoryAsync()).Envelopes[1].Attempted, "Attempts of a first success");
    }

    private static async Task A_return_names_its_order_and_the_order_its_returns(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        await store.SaveAsync(new()
        {
            Envelopes = [Return("gid://shopify/Refund/7", "web-7", "web", Gid), Return("pos-return", "pos-8", "pos", "#1001"), Return("other", "pos-9", "pos", Gid), Return("elsewhere", "pos-10", "pos", "#1002")],
        });

        Expect.Sequence(["pos-8", "web-7"], (await store.StoryAsync()).Related.Select(entity => entity.Canonical.Value));
        foreach (var (canonical, expected) in new[] { ("web-7", 1), ("pos-8", 1), ("pos-9", 0), ("pos-10", 0) })
        {
            Expect.Sequence(Enumerable.Repeat(WebOrder, expected), (await store.StoryAsync(new(EntityType.Return, new(canonical)), "")).Related, $"Orders of the return {canonical}");
        }
    }

    private static async Task The_ledger_of_a_document_is_open_until_all_of_it_is_closed(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        Expect.Null((await store.StoryAsync()).Booking);
        await store.SaveAsync(new() { LedgerEntries = [Entry("order:web-5001", "1", 1), Entry("order:web-5001", "2", 1), Entry("order:web-5002", "1", 1)] });
        Expect.Equal(new SavedBooking(2, Noon.AddHours(-2), null), (await store.StoryAsync()).Booking);
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "order:web-5001", Noon.AddSeconds(3))] });
        Expect.Equal(new SavedBooking(2, Noon.AddHours(-2), Noon.AddSeconds(3)), (await store.StoryAsync()).Booking);
        await store.SaveAsync(new() { LedgerEntries = [Entry("order:web-5001", "3", 1)] });
        Expect.Equal(new SavedBooking(3, Noon.AddHours(-2), null), (await store.StoryAsync()).Booking);
    }

    private static async Task Links_of_all_systems_are_listed_and_no_contacts(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        await store.SaveAsync(new()
        {
            Links = [Linked(EntityType.Customer, "web", "web-1", "c1"), Linked(EntityType.Customer, "erp", "web-1", "C00010"), Linked(EntityType.CustomerContact, "email", "web-1", "hash"), Linked(EntityType.CustomerLikeness, "key", "web-1", "hash/0")],
        });
        Expect.Sequence(
            [new(EntityType.OrderNumber, "*", "#1001", Noon), new(EntityType.DocumentNumber, "erp", "S-ORD1", Noon), new(EntityType.Order, "erp", "salesOrders/guid/web-5001", Noon), new(EntityType.Order, "web", Gid, Noon)],
            (await store.StoryAsync()).Links);
        Expect.Sequence(["C00010", "c1"], (await store.StoryAsync(new(EntityType.Customer, new("web-1")), "")).Links.Select(link => link.External.Value));
        Expect.Empty(await store.FindAsync("hash"));
        Expect.Empty(await store.FindAsync("hash/0"));
    }

    private static async Task Of_a_long_story_the_newest_part_is_loaded(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        await store.SaveAsync(new() { Envelopes = [.. Enumerable.Range(2, 20).Select(i => Accepted(Gid, "web-5001") with { Version = $"{i}", Key = IdempotencyKey.Derive($"{i}") })] });
        var known = await store.StoryAsync(most: 5);
        Expect.True(known.IsCut, "It is cut");
        Expect.Sequence(["17", "18", "19", "20", "21"], known.Envelopes.Select(envelope => envelope.Version));
        Expect.False((await store.StoryAsync(most: 22)).IsCut, "All of it is cut");
        await store.SaveAsync(new() { Hints = [.. Enumerable.Range(0, 30).Select(i => Hint($"again {i}", Gid) with { ReceivedAt = Noon.AddSeconds(i) })] });
        known = await store.StoryAsync(most: 22);
        Expect.True(known.IsCut, "It is cut, because of its hints");
        Expect.Sequence(Enumerable.Range(8, 22).Select(i => Noon.AddSeconds(i)), known.Hints.Select(hint => hint.ReceivedAt));
    }

    private static NewEnvelope Return(string entity, string canonical, string origin, string orderKey) =>
        Accepted(entity, canonical, new(Tenant, "returns", "erp")) with { Type = EntityType.Return, Origin = origin, OrderKey = orderKey };
}
