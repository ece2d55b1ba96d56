using System.Text;
using static RetailConnect.Testing.LetterSample;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What comes of a person's decisions about dead letters.</summary>
internal static class DecisionChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(An_edit_sends_other_content_under_the_same_key_and_stays_explainable), StoreCheck.Of(An_edit_of_what_is_not_parked_changes_nothing), StoreCheck.Of(An_edit_never_goes_over_a_newer_change_of_the_same_entity),
        StoreCheck.Of(A_newer_change_that_could_not_even_be_mapped_overtakes_nothing), StoreCheck.Of(Each_of_many_is_told_what_came_of_it), StoreCheck.Of(Of_many_who_decide_at_once_one_is_obeyed),
        new("What a person resolved counts as skipped and is never sent", bench => EndsAsync(bench, DecisionKind.Resolve, Reasons.Resolved, DeadLetterEventKind.Resolved)),
        new("What a person dismissed counts as skipped and is never sent", bench => EndsAsync(bench, DecisionKind.Dismiss, Reasons.Dismissed, DeadLetterEventKind.Dismissed)),
        new("A call that was announced stays so in a dead letter until it is looked up", bench => StaysAnnouncedAsync(bench, stays: true)),
        new("A call that was announced and had no effect is none in a dead letter", bench => StaysAnnouncedAsync(bench, stays: false)),
        StoreCheck.Of(Odd_letters_in_what_a_person_says_are_kept_as_far_as_a_store_can),
    ];

    private static async Task An_edit_sends_other_content_under_the_same_key_and_stays_explainable(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        var edited = Encoding.UTF8.GetBytes(new string('x', 3000));
        Expect.Equal(DeadLetterVerdict.Replayed, await store.EditAsync(id, new(edited, "f-edited")));

        var pending = await store.OnePendingAsync();
        Expect.Sequence(edited, pending.Envelope.Body.ToArray());
        Expect.Equal((Envelope("1").Key, "f-edited", 0), (pending.Envelope.Key, pending.Envelope.Fingerprint, pending.Attempts));
        Expect.Equal(new(Noon, DeadLetterEventKind.Edited, 0, "replayed", "typo", "anna", CanonicalJson.FingerprintOf([1, 2, 3]), CanonicalJson.FingerprintOf(edited)), (await store.FileAsync(id)).History[^1]);
        Expect.Equal(new StoreReceipt(0, 0), await store.SaveAsync(Envelopes("1")), "A repeat of the change, whatever its content was made to");
    }

    private static async Task An_edit_of_what_is_not_parked_changes_nothing(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        await store.DecideAsync(DecisionKind.Replay, id);
        Expect.Equal(DeadLetterVerdict.NotParked, await store.EditAsync(id));
        Expect.Sequence<byte>([1, 2, 3], (await store.OnePendingAsync()).Envelope.Body.ToArray());
    }

    private static async Task An_edit_never_goes_over_a_newer_change_of_the_same_entity(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        await store.SaveAsync(new() { Envelopes = [Newer("1")] });
        Expect.Equal(DeadLetterVerdict.Overtaken, await store.EditAsync(id));
        Expect.Sequence<byte>([1, 2, 3], (await store.FileAsync(id)).Stored.Envelope.Body.ToArray());
        Expect.Equal((DeadLetterStanding.Superseded, Reasons.NewerChange), ((await store.FileAsync(id)).Standing, (await store.FileAsync(id)).Reason));
        Expect.Equal("2", (await store.OnePendingAsync()).Envelope.Version);
    }

    private static async Task A_newer_change_that_could_not_even_be_mapped_overtakes_nothing(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        await store.SaveAsync(new() { Envelopes = [Newer("1") with { Body = default, Fault = new("unknown-value", "odd", "Update.") }] });
        Expect.Equal(DeadLetterVerdict.Replayed, await store.DecideAsync(DecisionKind.Replay, id));
        Expect.Equal(id, (await store.OnePendingAsync()).Id);
        Expect.Equal(new Tally(Lane, 2, 0, 0, 0, 1, 1), await store.TallyAsync());
    }

    private static async Task Each_of_many_is_told_what_came_of_it(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [.. Enumerable.Range(0, 900).Select(i => Envelope($"{i}"))] });
        var ids = (await store.PendingAsync()).Select(stored => stored.Id).ToArray();
        await store.SaveAsync(new() { Outcomes = [.. ids.Take(899).Select(id => Outcome(id, OutcomeKind.DeadLettered))] });
        await store.DecideAsync(DecisionKind.Dismiss, ids[7]);

        var unknown = ids[^1] + 1000;
        var decided = await store.Desk.DecideAsync(new() { Tenant = Tenant, Envelopes = [.. ids.Reverse(), ids[0], unknown], Kind = DecisionKind.Replay }, None);
        Expect.Sequence([.. ids, unknown], decided.Select(letter => letter.Envelope));
        Expect.Sequence(
            [(ids[7], DeadLetterVerdict.NotParked), (ids[899], DeadLetterVerdict.Unknown), (unknown, DeadLetterVerdict.Unknown)],
            decided.Where(letter => letter.Verdict is not DeadLetterVerdict.Replayed).Select(letter => (letter.Envelope, letter.Verdict)));
        Expect.Sequence(
            Enumerable.Repeat(DeadLetterVerdict.Unknown, 2), (await store.Desk.DecideAsync(new() { Tenant = OtherTenant, Envelopes = [ids[0], ids[7]], Kind = DecisionKind.Resolve }, None)).Select(letter => letter.Verdict),
            "What another tenant is told");
        Expect.Equal(new Tally(Lane, 900, 0, 1, 0, 0, 899), await store.TallyAsync());
    }

    private static async Task Of_many_who_decide_at_once_one_is_obeyed(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        DecisionKind[] kinds = [DecisionKind.Replay, DecisionKind.Resolve, DecisionKind.Edit, DecisionKind.Dismiss];
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Aside(() => kinds[i % 4] is DecisionKind.Edit ? store.EditAsync(id) : store.DecideAsync(kinds[i % 4], id))));
        Expect.Single(verdicts.Where(verdict => verdict is DeadLetterVerdict.Replayed or DeadLetterVerdict.Ended), "Decisions that were obeyed");
        Expect.Equal(39, verdicts.Count(verdict => verdict is DeadLetterVerdict.NotParked));
        Expect.Single((await store.FileAsync(id)).History.Where(entry => entry.By is not null), "Decisions in the history");
    }

    private static async Task EndsAsync(StoreBench bench, DecisionKind kind, string reason, DeadLetterEventKind entry)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        await store.SaveAsync(new() { LedgerEntries = [Entry("d", "1", 1)] });
        Expect.Equal(1m, await store.SumAsync(Noon.AddSeconds(1)));
        Expect.Equal(DeadLetterVerdict.Ended, await store.DecideAsync(kind, id, decision => decision with { Why = "SO-1001", With = Closing("first") }));
        Expect.Equal(new Tally(Lane, 1, 0, 1, 0, 0, 0), await store.TallyAsync());
        var file = await store.FileAsync(id);
        Expect.Equal((DeadLetterStanding.Skipped, reason), (file.Standing, file.Reason));
        Expect.Equal((entry, "SO-1001", "anna"), (file.History[^1].Kind, file.History[^1].Detail, file.History[^1].By));

        Expect.Equal(DeadLetterVerdict.NotParked, await store.DecideAsync(DecisionKind.Replay, id));
        Expect.Equal(DeadLetterVerdict.NotParked, await store.DecideAsync(kind, id, decision => decision with { With = Closing("second") }));
        Expect.Equal(0, await store.DeadLetters.ReplayAsync(Tenant, [id], None));
        Expect.Empty(await store.EntitiesAsync());
        Expect.Equal("first", Expect.Single(await store.HintsAsync()).Entity?.Value);
        Expect.Equal(0m, await store.SumAsync(Noon.AddSeconds(1)));
    }

    private static async Task StaysAnnouncedAsync(StoreBench bench, bool stays)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Envelopes("1"));
        var id = (await store.OnePendingAsync()).Id;
        await store.SaveAsync(new() { Intents = [id] });
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.DeadLettered) with { StaysIntended = stays }] });
        Expect.Equal(stays, (await store.FileAsync(id)).Stored.Intended);
        await store.EditAsync(id);
        Expect.Equal(stays, (await store.OnePendingAsync()).Intended);
    }

    private static async Task Odd_letters_in_what_a_person_says_are_kept_as_far_as_a_store_can(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        Expect.Equal(DeadLetterVerdict.Ended, await store.DecideAsync(DecisionKind.Resolve, id, decision => decision with { By = "an\ud83dna", Why = "it's 'done'; \"\ud83d\ude00\" \ud83d" }));
        var entry = (await store.FileAsync(id)).History[^1];
        Expect.Equal(("an\ufffdna", "it's 'done'; \"\ud83d\ude00\" \ufffd"), (entry.By, entry.Detail));
    }

    private static StoreCommit Closing(string entity) => new() { Hints = [Hint(entity, entity)], LedgerClosings = [new(Tenant, "d", Noon)] };
}
