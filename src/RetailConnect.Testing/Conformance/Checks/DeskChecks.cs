using System.Text;
using static RetailConnect.Testing.LetterSample;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a person sees of dead letters.</summary>
internal static class DeskChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(Dead_letters_are_counted_by_lane_and_reason), StoreCheck.Of(A_selection_is_listed_page_by_page), StoreCheck.Of(A_dead_letter_shows_its_content_and_everything_that_happened),
        StoreCheck.Of(Only_what_is_or_was_a_dead_letter_of_the_tenant_has_a_file), StoreCheck.Of(What_its_source_could_not_read_has_a_history_and_no_content), StoreCheck.Of(What_was_forgotten_has_no_file_and_no_history),
    ];

    private static async Task Dead_letters_are_counted_by_lane_and_reason(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.ParkAsync(Envelope("1"), outcome => outcome with { At = Noon.AddMinutes(1), Advice = "first" });
        var last = await store.ParkAsync(Envelope("2"), outcome => outcome with { At = Noon.AddMinutes(3), Advice = "last" });
        var other = await store.ParkAsync(Envelope("3"), outcome => outcome with { Reason = "other", At = Noon.AddMinutes(2), Advice = "else" });
        var club = await store.ParkAsync(Envelope("4", Club), outcome => outcome with { Advice = "club" });
        await store.SaveAsync(Envelopes("5"));
        Expect.Sequence(
            [
                new(Tenant, Club, "because", 1, Noon, Noon, "club", club), new(Tenant, Lane, "because", 2, Noon.AddMinutes(1), Noon.AddMinutes(3), "last", last),
                new(Tenant, Lane, "other", 1, Noon.AddMinutes(2), Noon.AddMinutes(2), "else", other),
            ],
            await store.Desk.GroupAsync(Tenant, None));
        Expect.Empty(await store.Desk.GroupAsync(OtherTenant, None));
    }

    private static async Task A_selection_is_listed_page_by_page(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await store.ParkAsync(Envelope($"{i}"), outcome => outcome with { Reason = i == 3 ? "other" : "because" }));
        }

        var club = await store.ParkAsync(Envelope("club", Club));
        Expect.Sequence([ids[0], ids[1]], await ListAsync(store, new(Tenant), 0, 2));
        Expect.Sequence([ids[2], ids[3]], await ListAsync(store, new(Tenant), ids[1], 2));
        Expect.Sequence([ids[3]], await ListAsync(store, new(Tenant) { Reason = "other" }));
        Expect.Sequence([club], await ListAsync(store, new(Tenant) { Sync = "loyalty" }));
        Expect.Sequence([club], await ListAsync(store, new(Tenant) { Target = "club", Reason = "because" }));
        Expect.Sequence([ids[0], ids[1]], await ListAsync(store, new(Tenant) { Until = ids[1] }));
        Expect.Empty(await ListAsync(store, new(OtherTenant)));
    }

    private static async Task A_dead_letter_shows_its_content_and_everything_that_happened(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var content = $$"""{"note":"{{new string('\u00fc', 2000)}}"}""";
        await store.SaveAsync(new() { Envelopes = [Envelope("1", body: Encoding.UTF8.GetBytes(content))] });
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Deferred) with { Reason = "throttled", NotBefore = Noon }] });
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.DeadLettered, 2) with { Detail = "no such item", Advice = "create it", At = Noon.AddMinutes(1) }] });
        bench.Time.Advance(TimeSpan.FromHours(1));
        await store.DecideAsync(DecisionKind.Replay, id);
        Expect.Equal((DeadLetterStanding.Pending, "replayed", Noon.AddHours(1)), await StandsAsync(store, id));
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.DeadLettered) with { Reason = "other", Detail = "now this", Advice = "look again", At = Noon.AddHours(2) }] });

        var file = await store.FileAsync(id);
        Expect.Equal(content, file.Content);
        Expect.Equal((DeadLetterStanding.Parked, "other", Noon.AddHours(2)), await StandsAsync(store, id));
        Expect.Equal(("now this", "look again"), (file.Detail, file.Advice));
        Expect.Equal(Envelope("1") with { Body = default }, file.Stored.Envelope with { Body = default });
        Expect.Sequence(
            [
                new(Noon, DeadLetterEventKind.Deferred, 1, "throttled", null, null, null, null), new(Noon.AddMinutes(1), DeadLetterEventKind.DeadLettered, 2, "because", "no such item", null, null, null),
                new(Noon.AddHours(1), DeadLetterEventKind.Replayed, 0, "replayed", null, "anna", null, null), new(Noon.AddHours(2), DeadLetterEventKind.DeadLettered, 1, "other", "now this", null, null, null),
            ],
            file.History);
    }

    private static async Task Only_what_is_or_was_a_dead_letter_of_the_tenant_has_a_file(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        await store.SaveAsync(Envelopes("2"));
        Expect.NotNull(await store.Desk.FindAsync(Tenant, id, None));
        Expect.Null(await store.Desk.FindAsync(Tenant, (await store.OnePendingAsync()).Id, None));
        Expect.Null(await store.Desk.FindAsync(OtherTenant, id, None));
        Expect.Null(await store.Desk.FindAsync(Tenant, id + 999, None));
        await store.DecideAsync(DecisionKind.Replay, id);
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Applied)] });
        Expect.Equal(DeadLetterStanding.Applied, (await store.FileAsync(id)).Standing);
    }

    private static async Task What_its_source_could_not_read_has_a_history_and_no_content(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [Faulty("1", [])] });
        var id = Expect.Single(await store.DeadAsync()).Envelope;
        Expect.Sequence([new(Noon, DeadLetterEventKind.DeadLettered, 0, "unknown-value", "The status 'odd' is unknown.", null, null, null)], (await store.FileAsync(id)).History);
        Expect.Null((await store.FileAsync(id)).Content);
        Expect.Equal(DeadLetterVerdict.Refused, await store.EditAsync(id));
        Expect.Equal(DeadLetterStanding.Parked, (await store.FileAsync(id)).Standing);

        Expect.Equal(DeadLetterVerdict.ReadAgain, await store.DecideAsync(DecisionKind.Replay, id));
        Expect.Equal(DeadLetterVerdict.NotParked, await store.DecideAsync(DecisionKind.Replay, id));
        Expect.Equal((DeadLetterStanding.Superseded, "read-again", Noon), await StandsAsync(store, id));
        Expect.Equal(DeadLetterEventKind.ReadAgain, (await store.FileAsync(id)).History[^1].Kind);
        Expect.Equal(1, await store.Inbox.CountHintsAsync(Tenant, None));
    }

    private static async Task What_was_forgotten_has_no_file_and_no_history(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var (ended, parked) = (await store.ParkAsync(Envelope("1") with { Type = EntityType.Product }), await store.ParkAsync(Envelope("2")));
        await store.DecideAsync(DecisionKind.Dismiss, ended);
        Expect.Equal(DeadLetterStanding.Skipped, (await store.FileAsync(ended)).Standing);
        bench.Time.Advance(TimeSpan.FromDays(91));
        Expect.Equal(1, await store.Writer.PurgeAsync(100, None));
        Expect.Null(await store.Desk.FindAsync(Tenant, ended, None));
        Expect.Empty((await store.History.LoadAsync(Tenant, new(EntityType.Product, Envelope("1").Canonical), "1", 10, None)).Envelopes);
        Expect.Equal(DeadLetterStanding.Parked, (await store.FileAsync(parked)).Standing);
        Expect.Equal(new Tally(Lane, 2, 0, 1, 0, 1, 0), await store.TallyAsync());
    }

    private static async Task<(DeadLetterStanding Standing, string Reason, DateTimeOffset Since)> StandsAsync(StorePorts store, long id) => await store.FileAsync(id) is var file ? (file.Standing, file.Reason, file.Since) : default;

    private static async Task<IEnumerable<long>> ListAsync(StorePorts store, DeadLetterSelection selection, long after = 0, int limit = 100) =>
        (await store.Desk.ListAsync(selection, after, limit, None)).Select(letter => letter.Envelope);
}
