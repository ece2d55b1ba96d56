using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store does with outcomes.</summary>
internal static class OutcomeChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        .. Enum.GetValues<OutcomeKind>().Where(kind => kind is not OutcomeKind.Deferred).Select(kind => new StoreCheck($"A finished envelope takes no second outcome: {kind}", bench => TakesNoSecondAsync(bench, kind))),
        StoreCheck.Of(A_deferred_envelope_stays_pending_with_its_time_and_attempts), StoreCheck.Of(An_outcome_of_an_unknown_envelope_is_ignored), StoreCheck.Of(What_is_pending_towards_a_target_is_known_by_its_canonical_id),
        StoreCheck.Of(A_wait_is_kept_like_a_deferral), StoreCheck.Of(A_deferral_can_take_an_announced_call_back),
    ];

    private static async Task TakesNoSecondAsync(StoreBench bench, OutcomeKind kind)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Outcomes = [Outcome(id, kind, 3)] });
        var tally = await store.TallyAsync();
        foreach (var second in Enum.GetValues<OutcomeKind>())
        {
            await store.SaveAsync(new() { Outcomes = [Outcome(id, second)], Intents = [id] });
        }

        Expect.Equal(tally, await store.TallyAsync());
        Expect.Equal((0L, 0L), (tally.Imbalance, tally.Pending));
        Expect.Equal(kind is OutcomeKind.DeadLettered ? 1 : 0, (await store.DeadAsync()).Count);
        Expect.Empty(await store.EntitiesAsync());
    }

    private static async Task A_deferred_envelope_stays_pending_with_its_time_and_attempts(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Intents = [id] });
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Deferred, 4) with { NotBefore = Noon.AddSeconds(90) }] });
        var pending = await store.OnePendingAsync();
        Expect.Equal((4, (DateTimeOffset?)Noon.AddSeconds(90), true), (pending.Attempts, pending.NotBefore, pending.Intended));
        Expect.Equal(new Tally(Lane, 1, 0, 0, 0, 0, 1), await store.TallyAsync());
    }

    private static async Task An_outcome_of_an_unknown_envelope_is_ignored(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var unknown = (await store.OnePendingAsync()).Id + 1000;
        await store.SaveAsync(new() { Outcomes = [Outcome(unknown, OutcomeKind.Applied), Outcome(unknown, OutcomeKind.DeadLettered)], Intents = [unknown], ReadHints = [unknown] });
        Expect.Equal(new Tally(Lane, 1, 0, 0, 0, 0, 1), await store.TallyAsync());
        Expect.Empty(await store.DeadAsync());
    }

    private static async Task What_is_pending_towards_a_target_is_known_by_its_canonical_id(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var canonical = Envelope("1").Canonical;
        Expect.True(await store.Inbox.IsPendingAsync(Tenant, Lane.Target, EntityType.Order, canonical, None));
        Expect.False(await store.Inbox.IsPendingAsync(Tenant, Lane.Target, EntityType.Order, new("web-2"), None));
        Expect.False(await store.Inbox.IsPendingAsync(Tenant, "club", EntityType.Order, canonical, None));
        Expect.False(await store.Inbox.IsPendingAsync(OtherTenant, Lane.Target, EntityType.Order, canonical, None));
        Expect.False(await store.Inbox.IsPendingAsync(Tenant, Lane.Target, EntityType.Return, canonical, None));
        await store.SaveAsync(new() { Outcomes = [Outcome((await store.OnePendingAsync()).Id, OutcomeKind.DeadLettered)] });
        Expect.False(await store.Inbox.IsPendingAsync(Tenant, Lane.Target, EntityType.Order, canonical, None), "A dead letter is pending");
    }

    private static async Task A_deferral_can_take_an_announced_call_back(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Intents = [id] });
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Deferred, 1) with { TakenBack = true, NotBefore = Noon }] });
        Expect.False((await store.OnePendingAsync()).Intended, "It is still announced");
    }

    private static async Task A_wait_is_kept_like_a_deferral(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        await store.SaveAsync(new() { Outcomes = [Outcome((await store.OnePendingAsync()).Id, OutcomeKind.Deferred, 2) with { Waited = true, NotBefore = Noon }] });
        var pending = await store.OnePendingAsync();
        Expect.Equal((2, (DateTimeOffset?)Noon), (pending.Attempts, pending.NotBefore));
    }
}
