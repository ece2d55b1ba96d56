using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store does with dead letters and replays.</summary>
internal static class DeadLetterChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(An_unreadable_change_is_accepted_as_a_dead_letter), StoreCheck.Of(Dead_letters_are_listed_by_reason_and_up_to_the_limit), StoreCheck.Of(A_replayed_envelope_starts_again_and_only_that_of_the_tenant),
        StoreCheck.Of(A_dead_letter_of_a_replayed_envelope_tells_the_second_reason), StoreCheck.Of(A_change_that_could_not_be_read_is_read_anew_and_parked_again_when_it_still_cannot),
        StoreCheck.Of(A_replay_never_goes_over_a_newer_change_of_the_same_entity), StoreCheck.Of(A_delete_that_was_refused_is_replayed_as_a_delete),
    ];

    private static async Task An_unreadable_change_is_accepted_as_a_dead_letter(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        Expect.Equal(new StoreReceipt(0, 2), await store.SaveAsync(new() { Envelopes = [Faulty("1", []), Envelope("2")] }));
        Expect.Equal(new Tally(Lane, 2, 0, 0, 0, 1, 1), await store.TallyAsync());
        var dead = Expect.Single(await store.DeadAsync());
        Expect.Equal(new(dead.Envelope, Lane, "web", "1", "unknown-value", "The status 'odd' is unknown.", "Update the connector.", 0, Noon), dead);
        Expect.Sequence(["2"], await store.EntitiesAsync());
    }

    private static async Task Dead_letters_are_listed_by_reason_and_up_to_the_limit(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [Faulty("1"), Faulty("2"), Envelope("3")] });
        await store.SaveAsync(new() { Outcomes = [Outcome((await store.OnePendingAsync()).Id, OutcomeKind.DeadLettered, 7) with { Detail = "no such item", Advice = "create it" }] });
        Expect.Sequence(["1", "2", "3"], (await store.DeadAsync()).Select(letter => letter.Entity.Value));
        Expect.Sequence(["1"], (await store.DeadAsync(limit: 1)).Select(letter => letter.Entity.Value));
        var parked = Expect.Single(await store.DeadAsync("because"));
        Expect.Equal(("3", "no such item", "create it", 7), (parked.Entity.Value, parked.Detail, parked.Advice, parked.Attempts));
        Expect.Empty(await store.DeadLetters.ListAsync(OtherTenant, null, 10, None));
    }

    private static async Task A_replayed_envelope_starts_again_and_only_that_of_the_tenant(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var other = new LaneKey(OtherTenant, "orders", "erp");
        await store.SaveAsync(new() { Envelopes = [Envelope("1"), Envelope("2"), Envelope("3", other)] });
        var (own, theirs) = (await store.PendingAsync(), await store.OnePendingAsync(other));
        await store.SaveAsync(new() { Intents = [own[0].Id], Outcomes = [.. own.Append(theirs).Select(envelope => Outcome(envelope.Id, OutcomeKind.DeadLettered, 9))] });

        Expect.Equal(1, await store.DeadLetters.ReplayAsync(Tenant, [own[0].Id, own[0].Id, theirs.Id, 999], None));
        var pending = await store.OnePendingAsync();
        Expect.Equal((own[0].Id, 0, null, false), (pending.Id, pending.Attempts, pending.NotBefore, pending.Intended));
        Expect.Sequence<byte>([1, 2, 3], pending.Envelope.Body.ToArray());
        Expect.Empty(await store.EntitiesAsync(other));
        Expect.Equal(own[1].Id, Expect.Single(await store.DeadAsync()).Envelope);
        Expect.Equal(new Tally(Lane, 2, 0, 0, 0, 1, 1), await store.TallyAsync());

        await store.SaveAsync(new() { Outcomes = [Outcome(own[0].Id, OutcomeKind.Applied)] });
        Expect.Equal(0, await store.DeadLetters.ReplayAsync(Tenant, [own[0].Id], None));
        Expect.Equal(new Tally(Lane, 2, 1, 0, 0, 1, 0), await store.TallyAsync());
    }

    private static async Task A_dead_letter_of_a_replayed_envelope_tells_the_second_reason(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.DeadLettered) with { Detail = "first" }] });
        await store.DeadLetters.ReplayAsync(Tenant, [id], None);
        Expect.Empty(await store.DeadAsync());
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.DeadLettered) with { Reason = "other", Detail = "second" }] });
        var letter = Expect.Single(await store.DeadAsync());
        Expect.Equal(("other", "second"), (letter.Reason, letter.Detail));
    }

    private static async Task A_change_that_could_not_be_read_is_read_anew_and_parked_again_when_it_still_cannot(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [Faulty("1", [])] });
        Expect.Equal(1, await store.DeadLetters.ReplayAsync(Tenant, [Expect.Single(await store.DeadAsync()).Envelope], None));
        Expect.Empty(await store.DeadAsync());
        Expect.Equal(new Tally(Lane, 1, 0, 0, 1, 0, 0), await store.TallyAsync());
        var hint = Expect.Single(await store.HintsAsync(new(Tenant, Faulty("1", []).Origin, Faulty("1", []).Type)));
        Expect.Equal(Faulty("1", []).Entity, hint.Entity);

        await store.SaveAsync(new() { Envelopes = [Faulty("1", [])], ReadHints = [hint.Id] });
        Expect.Equal(new Tally(Lane, 2, 0, 0, 1, 1, 0), await store.TallyAsync());
        Expect.Equal(1, await store.DeadLetters.ReplayAsync(Tenant, [Expect.Single(await store.DeadAsync()).Envelope], None));
    }

    private static async Task A_replay_never_goes_over_a_newer_change_of_the_same_entity(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [Envelope("1"), Envelope("1") with { Version = "2", Key = IdempotencyKey.Derive("1", "2") }] });
        var ids = (await store.PendingAsync()).Select(envelope => envelope.Id).ToArray();
        await store.SaveAsync(new() { Outcomes = [.. ids.Select(id => Outcome(id, OutcomeKind.DeadLettered))] });
        Expect.Equal(2, await store.DeadLetters.ReplayAsync(Tenant, ids, None));
        Expect.Equal(ids[1], (await store.OnePendingAsync()).Id);
        Expect.Equal(new Tally(Lane, 2, 0, 0, 1, 0, 1), await store.TallyAsync());
    }

    private static async Task A_delete_that_was_refused_is_replayed_as_a_delete(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [Envelope("gone", body: [])] });
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.DeadLettered)] });
        Expect.Equal(1, await store.DeadLetters.ReplayAsync(Tenant, [id], None));
        Expect.True((await store.OnePendingAsync()).Envelope.Body.IsEmpty);
    }
}
