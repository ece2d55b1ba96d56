using System.Text;
using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>What every store does when a person works through dead letters.</summary>
public abstract class LetterContract(StoreHarness harness) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly LaneKey Club = new(Sample.Tenant, "loyalty", "club");

    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Dead_letters_are_counted_by_lane_and_reason()
    {
        await using var store = await harness.OpenAsync();
        await ParkAsync(store, "1", outcome => outcome with { At = Sample.Noon.AddMinutes(1), Advice = "first" });
        var last = await ParkAsync(store, "2", outcome => outcome with { At = Sample.Noon.AddMinutes(3), Advice = "last" });
        var other = await ParkAsync(store, "3", outcome => outcome with { Reason = "other", At = Sample.Noon.AddMinutes(2), Advice = "else" });
        var club = await ParkAsync(store, "4", outcome => outcome with { Advice = "club" }, Club);
        await store.Save(Sample.Envelopes("5"));
        Assert.Equal(
            [
                new(Sample.Tenant, Club, "because", 1, Sample.Noon, Sample.Noon, "club", club),
                new(Sample.Tenant, Sample.Lane, "because", 2, Sample.Noon.AddMinutes(1), Sample.Noon.AddMinutes(3), "last", last),
                new(Sample.Tenant, Sample.Lane, "other", 1, Sample.Noon.AddMinutes(2), Sample.Noon.AddMinutes(2), "else", other),
            ],
            await store.GroupAsync(Sample.Tenant, None));
        Assert.Empty(await store.GroupAsync(new("contoso"), None));
    }

    [Fact]
    public async Task A_selection_is_listed_page_by_page()
    {
        await using var store = await harness.OpenAsync();
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await ParkAsync(store, $"{i}", outcome => outcome with { Reason = i == 3 ? "other" : "because" }));
        }

        var club = await ParkAsync(store, "club", lane: Club);
        Assert.Equal([ids[0], ids[1]], await ListAsync(store, new(Sample.Tenant), 0, 2));
        Assert.Equal([ids[2], ids[3]], await ListAsync(store, new(Sample.Tenant), ids[1], 2));
        Assert.Equal([ids[3]], await ListAsync(store, new(Sample.Tenant) { Reason = "other" }));
        Assert.Equal([club], await ListAsync(store, new(Sample.Tenant) { Sync = "loyalty" }));
        Assert.Equal([club], await ListAsync(store, new(Sample.Tenant) { Target = "club", Reason = "because" }));
        Assert.Equal([ids[0], ids[1]], await ListAsync(store, new(Sample.Tenant) { Until = ids[1] }));
        Assert.Empty(await ListAsync(store, new(new("contoso"))));
    }

    [Fact]
    public async Task A_dead_letter_shows_its_content_and_everything_that_happened()
    {
        await using var store = await harness.OpenAsync();
        var content = $$"""{"note":"{{new string('ü', 2000)}}"}""";
        await store.Save(new() { Envelopes = [Sample.Envelope("1", body: Encoding.UTF8.GetBytes(content))] });
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.Deferred) with { Reason = "throttled", NotBefore = Sample.Noon }] });
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered, 2) with { Detail = "no such item", Advice = "create it", At = Sample.Noon.AddMinutes(1) }] });
        harness.Time.Advance(TimeSpan.FromHours(1));
        await DecideAsync(store, DecisionKind.Replay, id);
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered) with { Reason = "other", Detail = "now this", Advice = "look again", At = Sample.Noon.AddHours(2) }] });

        var file = await FindAsync(store, id);
        Assert.Equal(content, file.Content);
        Assert.Equal((DeadLetterStanding.Parked, "other", Sample.Noon.AddHours(2), "now this", "look again"), (file.Standing, file.Reason, file.Since, file.Detail, file.Advice));
        Assert.Equivalent(Sample.Envelope("1") with { Body = default }, file.Stored.Envelope with { Body = default }, strict: true);
        Assert.Equal(
            [
                new(Sample.Noon, DeadLetterEventKind.Deferred, 1, "throttled", null, null, null, null),
                new(Sample.Noon.AddMinutes(1), DeadLetterEventKind.DeadLettered, 2, "because", "no such item", null, null, null),
                new(Sample.Noon.AddHours(1), DeadLetterEventKind.Replayed, 0, "replayed", null, "anna", null, null),
                new(Sample.Noon.AddHours(2), DeadLetterEventKind.DeadLettered, 1, "other", "now this", null, null, null),
            ],
            file.History);
    }

    [Fact]
    public async Task Only_what_is_or_was_a_dead_letter_of_the_tenant_has_a_file()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        await store.Save(Sample.Envelopes("2"));
        Assert.Null(await store.FindAsync(Sample.Tenant, Assert.Single(await store.Pending()).Id, None));
        Assert.Null(await store.FindAsync(new("contoso"), id, None));
        Assert.Null(await store.FindAsync(Sample.Tenant, 999, None));
    }

    [Fact]
    public async Task What_its_source_could_not_read_has_a_history_and_no_content()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Envelopes = [Sample.Faulty("1", [])] });
        var id = Assert.Single(await store.Dead()).Envelope;
        Assert.Equal(new(Sample.Noon, DeadLetterEventKind.DeadLettered, 0, "unknown-value", "The status 'odd' is unknown.", null, null, null), Assert.Single((await FindAsync(store, id)).History));
        Assert.Null((await FindAsync(store, id)).Content);
        Assert.Equal(DeadLetterVerdict.Refused, await DecideAsync(store, DecisionKind.Edit, id, decision => decision with { Edit = new("{}"u8.ToArray(), "f") }));
        Assert.Equal(DeadLetterStanding.Parked, (await FindAsync(store, id)).Standing);

        Assert.Equal(DeadLetterVerdict.ReadAgain, await DecideAsync(store, DecisionKind.Replay, id));
        Assert.Equal(DeadLetterVerdict.NotParked, await DecideAsync(store, DecisionKind.Replay, id));
        Assert.Equal((DeadLetterStanding.Superseded, "read-again"), ((await FindAsync(store, id)).Standing, (await FindAsync(store, id)).Reason));
        Assert.Equal(1, await store.CountHintsAsync(Sample.Tenant, None));
    }

    [Fact]
    public async Task An_edit_sends_other_content_under_the_same_key_and_stays_explainable()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        var edited = Encoding.UTF8.GetBytes(new string('x', 3000));
        Assert.Equal(DeadLetterVerdict.Replayed, await DecideAsync(store, DecisionKind.Edit, id, decision => decision with { Edit = new(edited, "f-edited"), Why = "typo" }));

        var pending = Assert.Single(await store.Pending());
        Assert.Equal(edited, pending.Envelope.Body.ToArray());
        Assert.Equal((Sample.Envelope("1").Key, "f-edited", 0), (pending.Envelope.Key, pending.Envelope.Fingerprint, pending.Attempts));
        Assert.Equal(
            new(Sample.Noon, DeadLetterEventKind.Edited, 0, "replayed", "typo", "anna", CanonicalJson.FingerprintOf([1, 2, 3]), CanonicalJson.FingerprintOf(edited)),
            (await FindAsync(store, id)).History[^1]);

        // The change itself comes again: it is a repeat, whatever its content was made to.
        Assert.Equal(new StoreReceipt(0, 0), await store.Save(Sample.Envelopes("1")));
    }

    [Fact]
    public async Task An_edit_of_what_is_not_parked_changes_nothing()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        await DecideAsync(store, DecisionKind.Replay, id);
        Assert.Equal(DeadLetterVerdict.NotParked, await DecideAsync(store, DecisionKind.Edit, id, decision => decision with { Edit = new(new byte[] { 9 }, "f") }));
        Assert.Equal([1, 2, 3], Assert.Single(await store.Pending()).Envelope.Body.ToArray());
    }

    [Fact]
    public async Task An_edit_never_goes_over_a_newer_change_of_the_same_entity()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        await store.Save(new() { Envelopes = [Newer("1")] });
        Assert.Equal(DeadLetterVerdict.Overtaken, await DecideAsync(store, DecisionKind.Edit, id, decision => decision with { Edit = new(new byte[] { 9 }, "f") }));
        Assert.Equal([1, 2, 3], (await FindAsync(store, id)).Stored.Envelope.Body.ToArray());
        Assert.Equal("2", Assert.Single(await store.Pending()).Envelope.Version);
    }

    [Fact]
    public async Task Each_of_many_is_told_what_came_of_it()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Envelopes = [.. Enumerable.Range(0, 900).Select(i => Sample.Envelope($"{i}"))] });
        var ids = (await store.Pending()).Select(stored => stored.Id).ToList();
        await store.Save(new() { Outcomes = [.. ids.Take(899).Select(id => Sample.Outcome(id, OutcomeKind.DeadLettered))] });
        await DecideAsync(store, DecisionKind.Dismiss, ids[7]);
        var decided = (await store.DecideAsync(new() { Tenant = Sample.Tenant, Envelopes = [.. ids.AsEnumerable().Reverse(), ids[0], 9999], Kind = DecisionKind.Replay }, None)).ToDictionary(letter => letter.Envelope, letter => letter.Verdict);
        Assert.Equal(901, decided.Count);
        Assert.Equal(898, decided.Values.Count(verdict => verdict is DeadLetterVerdict.Replayed));
        Assert.Equal((DeadLetterVerdict.NotParked, DeadLetterVerdict.Unknown, DeadLetterVerdict.Unknown), (decided[ids[7]], decided[ids[899]], decided[9999]));
        Assert.Equal(new Tally(Sample.Lane, 900, 0, 1, 0, 0, 899), await store.Tally());
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_one_is_obeyed()
    {
        var gate = new GateScheduler();
        await using var store = await harness.OpenAsync(gate);
        gate.Open();
        var id = await ParkAsync(store, "1");
        var kinds = new[] { DecisionKind.Replay, DecisionKind.Resolve, DecisionKind.Edit, DecisionKind.Dismiss };
        var verdicts = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => DecideAsync(store, kinds[i % 4], id, decision => decision with { Edit = i % 4 == 2 ? new(new byte[] { 9 }, "f") : null })));
        Assert.Single(verdicts, verdict => verdict is DeadLetterVerdict.Replayed or DeadLetterVerdict.Ended);
        Assert.Equal(39, verdicts.Count(verdict => verdict is DeadLetterVerdict.NotParked));
        Assert.Single((await FindAsync(store, id)).History, entry => entry.By is not null);
    }

    [Theory]
    [InlineData(DecisionKind.Resolve, Reasons.Resolved, DeadLetterEventKind.Resolved)]
    [InlineData(DecisionKind.Dismiss, Reasons.Dismissed, DeadLetterEventKind.Dismissed)]
    public async Task What_a_person_ends_counts_as_skipped_and_is_never_sent(DecisionKind kind, string reason, DeadLetterEventKind entry)
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        await store.Save(new() { LedgerEntries = [new(Sample.Tenant, new("A"), "L", "d", "1", 1, Sample.Noon)] });
        Assert.Equal(DeadLetterVerdict.Ended, await DecideAsync(store, kind, id, decision => decision with { Why = "SO-1001", With = Closing("first") }));
        Assert.Equal(new Tally(Sample.Lane, 1, 0, 1, 0, 0, 0), await store.Tally());
        Assert.Equal((DeadLetterStanding.Skipped, reason), ((await FindAsync(store, id)).Standing, (await FindAsync(store, id)).Reason));
        Assert.Equal((entry, "SO-1001", "anna"), ((await FindAsync(store, id)).History[^1].Kind, (await FindAsync(store, id)).History[^1].Detail, (await FindAsync(store, id)).History[^1].By));

        Assert.Equal(DeadLetterVerdict.NotParked, await DecideAsync(store, DecisionKind.Replay, id));
        Assert.Equal(DeadLetterVerdict.NotParked, await DecideAsync(store, kind, id, decision => decision with { With = Closing("second") }));
        Assert.Equal(0, await store.ReplayAsync(Sample.Tenant, [id], None));
        Assert.Empty(await store.Pending());
        Assert.Equal("first", Assert.Single(await store.LoadHintsAsync(Sample.Stream, 0, 10, None)).Entity?.Value);
        Assert.Equal(1, harness.Count("SELECT COUNT(*) FROM ledger WHERE closed_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_decision_that_cannot_be_saved_as_a_whole_is_not_made()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        harness.Refuse("hint", "INSERT");
        await Assert.ThrowsAsync<StoreException>(() => DecideAsync(store, DecisionKind.Resolve, id, decision => decision with { With = Closing("never") }));
        Assert.Equal(DeadLetterStanding.Parked, (await FindAsync(store, id)).Standing);
        Assert.DoesNotContain((await FindAsync(store, id)).History, entry => entry.By is not null);
        harness.Allow("hint");
        Assert.Equal(DeadLetterVerdict.Ended, await DecideAsync(store, DecisionKind.Resolve, id, decision => decision with { With = Closing("now") }));
    }

    [Theory]
    [InlineData(OutcomeKind.Applied, null, true)]
    [InlineData(OutcomeKind.Skipped, Reasons.Unchanged, true)]
    [InlineData(OutcomeKind.Skipped, Reasons.AlreadyPosted, true)]
    [InlineData(OutcomeKind.Skipped, Reasons.CancelledBeforePosting, false)]
    [InlineData(OutcomeKind.Superseded, Reasons.NewerChange, false)]
    [InlineData(OutcomeKind.DeadLettered, Reasons.Unbalanced, false)]
    public async Task A_dead_letter_ends_by_itself_when_the_target_has_a_later_change(OutcomeKind kind, string? reason, bool ends)
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        await store.Save(new() { Envelopes = [Newer("1")] });
        await store.Save(new() { Outcomes = [Sample.Outcome(Assert.Single(await store.Pending()).Id, kind) with { Reason = reason, At = Sample.Noon.AddMinutes(5) }] });

        var file = await FindAsync(store, id);
        Assert.Equal(ends ? DeadLetterStanding.Superseded : DeadLetterStanding.Parked, file.Standing);
        Assert.Equal(0, (await store.Tally()).Imbalance);
        if (ends)
        {
            Assert.Equal((Reasons.NewerChange, Sample.Noon.AddMinutes(5)), (file.Reason, file.Since));
            Assert.Equal((DeadLetterEventKind.Superseded, Reasons.NewerChange, null), (file.History[^1].Kind, file.History[^1].Reason, file.History[^1].By));
            Assert.Equal(DeadLetterVerdict.NotParked, await DecideAsync(store, DecisionKind.Replay, id));
            Assert.Empty(await store.Pending());
        }
    }

    [Fact]
    public async Task Only_older_ones_of_the_same_entity_and_lane_end_by_themselves()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var applied = Assert.Single(await store.Pending()).Id;
        var others = new[]
        {
            await ParkAsync(store, "2"), await ParkAsync(store, "1", lane: Club), await ParkAsync(store, Newer("1")), await ParkAsync(store, Sample.Envelope("1") with { Origin = "pos", Key = IdempotencyKey.Derive("pos") }),
        };
        await store.Save(new() { Outcomes = [Sample.Outcome(applied, OutcomeKind.Applied)] });
        Assert.Equal(others.Order(), (await store.Dead()).Select(letter => letter.Envelope));
    }

    [Fact]
    public async Task What_may_have_had_an_effect_stays_for_a_person()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1", outcome => outcome with { Reason = Reasons.ResultUnknown });
        await store.Save(new() { Envelopes = [Newer("1")] });
        await store.Save(new() { Outcomes = [Sample.Outcome(Assert.Single(await store.Pending()).Id, OutcomeKind.Applied)] });
        Assert.Equal(id, Assert.Single(await store.Dead()).Envelope);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_was_announced_stays_so_until_it_is_looked_up(bool stays)
    {
        await using var store = await harness.OpenAsync();
        await store.Save(Sample.Envelopes("1"));
        var id = Assert.Single(await store.Pending()).Id;
        await store.Save(new() { Intents = [id] });
        await store.Save(new() { Outcomes = [Sample.Outcome(id, OutcomeKind.DeadLettered) with { StaysIntended = stays }] });
        Assert.Equal(stays, (await FindAsync(store, id)).Stored.Intended);
        await DecideAsync(store, DecisionKind.Edit, id, decision => decision with { Edit = new(new byte[] { 9 }, "f") });
        Assert.Equal(stays, Assert.Single(await store.Pending()).Intended);
    }

    [Fact]
    public async Task Odd_letters_in_what_a_person_says_are_kept_as_far_as_the_database_can()
    {
        await using var store = await harness.OpenAsync();
        var id = await ParkAsync(store, "1");
        Assert.Equal(DeadLetterVerdict.Ended, await DecideAsync(store, DecisionKind.Resolve, id, decision => decision with { By = "an\ud83dna", Why = "it's 'done'; \"😀\" \ud83d" }));
        Assert.Equal(("an\ufffdna", "it's 'done'; \"😀\" \ufffd"), ((await FindAsync(store, id)).History[^1].By, (await FindAsync(store, id)).History[^1].Detail));
    }

    private static NewEnvelope Newer(string entity) => Sample.Envelope(entity) with { Version = "2", Key = IdempotencyKey.Derive(entity, "2") };

    private static StoreCommit Closing(string entity) => new() { Hints = [Sample.Hint(entity, entity)], LedgerClosings = [new(Sample.Tenant, "d", Sample.Noon)] };

    private static Task<long> ParkAsync(RelationalStore store, string entity, Func<StoredOutcome, StoredOutcome>? with = null, LaneKey? lane = null) =>
        ParkAsync(store, Sample.Envelope(entity, lane), with);

    private static async Task<long> ParkAsync(RelationalStore store, NewEnvelope envelope, Func<StoredOutcome, StoredOutcome>? with = null)
    {
        await store.Save(new() { Envelopes = [envelope] });
        var id = (await store.Pending(envelope.Lane))[^1].Id;
        var outcome = Sample.Outcome(id, OutcomeKind.DeadLettered);
        await store.Save(new() { Outcomes = [with?.Invoke(outcome) ?? outcome] });
        return id;
    }

    private static async Task<IEnumerable<long>> ListAsync(RelationalStore store, DeadLetterSelection selection, long after = 0, int limit = 100) =>
        (await store.ListAsync(selection, after, limit, None)).Select(letter => letter.Envelope);

    private static async Task<DeadLetterFile> FindAsync(RelationalStore store, long id) => await store.FindAsync(Sample.Tenant, id, None) ?? throw new InvalidOperationException("There is no such dead letter.");

    private static async Task<DeadLetterVerdict> DecideAsync(RelationalStore store, DecisionKind kind, long id, Func<StoredDecision, StoredDecision>? with = null)
    {
        var decision = new StoredDecision { Tenant = Sample.Tenant, Envelopes = [id], Kind = kind, By = "anna" };
        return Assert.Single(await store.DecideAsync(with?.Invoke(decision) ?? decision, None)).Verdict;
    }
}
