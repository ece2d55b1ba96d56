using static RetailConnect.Testing.LetterSample;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>Which dead letters end by themselves, because the target has a later change.</summary>
internal static class OvertakingChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        .. new (OutcomeKind Kind, string? Reason, bool Ends)[]
        {
            (OutcomeKind.Applied, null, true), (OutcomeKind.Skipped, Reasons.Unchanged, true), (OutcomeKind.Skipped, Reasons.AlreadyPosted, true),
            (OutcomeKind.Skipped, Reasons.CancelledBeforePosting, false), (OutcomeKind.Superseded, Reasons.NewerChange, false), (OutcomeKind.DeadLettered, Reasons.Unbalanced, false),
        }.Select(end => new StoreCheck($"A dead letter {(end.Ends ? "ends by itself" : "stays")} when a later change of its entity ends so: {end.Kind} {end.Reason}".TrimEnd(), bench => FollowsAsync(bench, end.Kind, end.Reason, end.Ends))),
        StoreCheck.Of(Only_older_ones_of_the_same_entity_channel_and_lane_end_by_themselves), StoreCheck.Of(What_may_have_had_an_effect_stays_for_a_person),
    ];

    private static async Task FollowsAsync(StoreBench bench, OutcomeKind kind, string? reason, bool ends)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"), outcome => outcome with { Attempts = 3 });
        await store.SaveAsync(new() { Envelopes = [Newer("1")] });
        var newer = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Outcomes = [Outcome(newer, kind) with { Reason = reason, At = Noon.AddMinutes(5) }] });

        var file = await store.FileAsync(id);
        Expect.Equal(ends ? (DeadLetterStanding.Superseded, Reasons.NewerChange, Noon.AddMinutes(5)) : (DeadLetterStanding.Parked, "because", Noon), (file.Standing, file.Reason, file.Since));
        Expect.Equal(0, (await store.TallyAsync()).Imbalance);
        Expect.Equal(ends ? 2 : 1, file.History.Count);
        if (ends)
        {
            Expect.Equal(new(Noon.AddMinutes(5), DeadLetterEventKind.Superseded, 3, Reasons.NewerChange, $"The target has a later change of the same entity: envelope {newer}.", null, null, null), file.History[^1]);
            Expect.Equal(DeadLetterVerdict.NotParked, await store.DecideAsync(DecisionKind.Replay, id));
            Expect.Empty(await store.EntitiesAsync());
        }
    }

    private static async Task Only_older_ones_of_the_same_entity_channel_and_lane_end_by_themselves(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var older = await store.ParkAsync(Envelope("1"));
        long[] others =
        [
            await store.ParkAsync(Envelope("2")), await store.ParkAsync(Envelope("1", Club)), await store.ParkAsync(Envelope("1", Lane with { Tenant = OtherTenant })),
            await store.ParkAsync(Envelope("1") with { Origin = "pos", Key = IdempotencyKey.Derive("pos") }),
        ];
        await store.SaveAsync(new() { Envelopes = [Newer("1")] });
        var applied = (await store.OnePendingAsync()).Id;
        var newest = await store.ParkAsync(Envelope("1") with { Version = "3", Key = IdempotencyKey.Derive("1", "3") });
        await store.SaveAsync(new() { Outcomes = [Outcome(applied, OutcomeKind.Applied)] });
        Expect.Equal(DeadLetterStanding.Superseded, (await store.FileAsync(older)).Standing);
        Expect.Sequence([others[0], others[1], others[3], newest], (await store.DeadAsync()).Select(letter => letter.Envelope));
        Expect.Equal(others[2], Expect.Single(await store.DeadLetters.ListAsync(OtherTenant, null, 10, None)).Envelope);
    }

    private static async Task What_may_have_had_an_effect_stays_for_a_person(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"), outcome => outcome with { Reason = Reasons.ResultUnknown });
        await store.SaveAsync(new() { Envelopes = [Newer("1")] });
        await store.SaveAsync(new() { Outcomes = [Outcome((await store.OnePendingAsync()).Id, OutcomeKind.Applied)] });
        Expect.Equal(id, Expect.Single(await store.DeadAsync()).Envelope);
    }
}
