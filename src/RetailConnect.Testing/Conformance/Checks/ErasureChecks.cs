using System.Text;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store does when a person is erased: personal data goes, the figures and the order of things stay.</summary>
internal static class ErasureChecks
{
    private static readonly byte[] Clean = [7];
    private static readonly CrosswalkScope Mail = new(Tenant, EntityType.CustomerContact, "email");

    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(What_ended_is_cleaned_with_all_that_was_said_about_it), StoreCheck.Of(What_waits_or_is_parked_is_not_cleaned), StoreCheck.Of(A_parked_change_of_an_erased_person_ends_and_gives_its_key_up),
        StoreCheck.Of(Links_are_removed_in_all_connections_before_new_ones_are_saved), StoreCheck.Of(The_last_erasure_of_a_person_counts_and_is_never_forgotten), StoreCheck.Of(An_erasure_whose_commit_is_refused_leaves_everything),
        StoreCheck.Of(Kept_envelopes_come_whole_in_the_order_of_their_ids), StoreCheck.Of(A_store_that_was_scoured_holds_what_it_held_and_goes_on), StoreCheck.Of(What_was_cleaned_stays_so_when_the_store_is_opened_again, StoreCapability.Reopening),
    ];

    public static Erasure Of(string person, DateTimeOffset? doneAt = null) => new(new ErasureReceipt
    {
        Tenant = Tenant, Person = new(person), By = "anna Ø", AskedAt = Noon.AddTicks(3), DoneAt = doneAt, Merged = [new("other")], Profiles = [new("web", "gid://shopify/Customer/7")],
        Places = [new("web", "the customer", ErasureOutcome.ByHand) { Count = 2, Why = "no eraser", Ids = ["gid://shopify/Customer/7"] }],
    }) { IsToBeScoured = true, DocumentsAt = Noon, ConnectionsFrom = Noon.AddTicks(1), Attempts = 3, NotBefore = Noon.AddHours(1) };

    private static async Task What_ended_is_cleaned_with_all_that_was_said_about_it(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"), outcome => outcome with { Detail = "jo@example.com is taken", Advice = "call Jo" });
        Expect.Equal(DeadLetterVerdict.Replayed, await store.EditAsync(id));
        await store.SaveAsync(new() { Outcomes = [Outcome(id, OutcomeKind.Skipped) with { Detail = "Jo has it" }] });
        await store.SaveAsync(new() { Cleaned = [new(id, Clean), new(999, Clean)] });
        var file = await store.FileAsync(id);
        Expect.Sequence(Clean, file.Stored.Envelope.Body.ToArray());
        Expect.Equal(("", "", DeadLetterStanding.Skipped, "because"), (file.Detail, file.Advice, file.Standing, file.Reason));
        Expect.Sequence([DeadLetterEventKind.DeadLettered, DeadLetterEventKind.Edited, DeadLetterEventKind.Skipped], file.History.Select(entry => entry.Kind));
        Expect.True(file.History.All(entry => entry is { Detail: null, Before: null, After: null }), "No word and no fingerprint is left in the history");
        Expect.Equal(("anna", "f-edited"), (file.History[1].By, file.Stored.Envelope.Fingerprint));
        Expect.Equal(new Tally(Lane, 1, 0, 1, 0, 0, 0), await store.TallyAsync());
        Expect.Equal(0, (await store.SaveAsync(new() { Envelopes = [Envelope("1")] })).Envelopes, "An envelope whose key is there");
    }

    private static async Task What_waits_or_is_parked_is_not_cleaned(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var parked = await store.ParkAsync(Envelope("1"), outcome => outcome with { Detail = "no such item", Advice = "create it" });
        await store.SaveAsync(Envelopes(["2"]));
        var waits = await store.OnePendingAsync();
        await store.SaveAsync(new() { Cleaned = [new(parked, Clean), new(waits.Id, Clean), new(waits.Id, Clean) { Ends = true }] });
        var letter = Expect.Single(await store.DeadAsync());
        Expect.Equal(("no such item", "create it"), (letter.Detail, letter.Advice));
        Expect.Sequence<byte>([1, 2, 3], (await store.FileAsync(parked)).Stored.Envelope.Body.ToArray());
        Expect.Sequence<byte>([1, 2, 3], (await store.OnePendingAsync()).Envelope.Body.ToArray());
        Expect.Equal((waits.Envelope.Key, "f-2"), ((await store.OnePendingAsync()).Envelope.Key, (await store.OnePendingAsync()).Envelope.Fingerprint));
        Expect.Equal(new Tally(Lane, 2, 0, 0, 0, 1, 1), await store.TallyAsync());
    }

    private static async Task A_parked_change_of_an_erased_person_ends_and_gives_its_key_up(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"), outcome => outcome with { Detail = "jo@example.com is taken", Advice = "call Jo" });
        await store.SaveAsync(new() { Cleaned = [new(id, Clean) { Ends = true }] });
        Expect.Empty(await store.DeadAsync());
        Expect.Equal(new Tally(Lane, 1, 0, 1, 0, 0, 0), await store.TallyAsync());
        var file = await store.FileAsync(id);
        Expect.Equal((DeadLetterStanding.Skipped, Reasons.Erased, "", "", $"erased-{id}"), (file.Standing, file.Reason, file.Detail, file.Stored.Envelope.Fingerprint, file.Stored.Envelope.Key.Value));
        Expect.Sequence([DeadLetterEventKind.DeadLettered, DeadLetterEventKind.Skipped], file.History.Select(entry => entry.Kind));
        Expect.Equal(0, await store.DeadLetters.ReplayAsync(Tenant, [id], None));
        Expect.Equal(1, (await store.SaveAsync(new() { Envelopes = [Envelope("1")] })).Envelopes, "The same change that comes again, whose key was given up");
        Expect.Equal(1, (await store.TallyAsync()).Pending);
        await store.SaveAsync(new() { Cleaned = [new(id, Clean) { Ends = true }] });
        Expect.Equal(file.History.Count, (await store.FileAsync(id)).History.Count);
    }

    private static async Task Links_are_removed_in_all_connections_before_new_ones_are_saved(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        CanonicalId jo = new("jo"), ann = new("ann");
        await store.SaveAsync(new()
        {
            Links =
            [
                new(Mail, jo, "h1", null), new(Mail with { Connection = "phone" }, jo, "h2", null), new(Mail, ann, "h3", null), new(Mail with { Tenant = OtherTenant }, jo, "h1", null), new(Mail with { Type = EntityType.Customer }, jo, "h1", "f"),
            ],
        });
        await store.SaveAsync(new() { Unlinkings = [new(Tenant, EntityType.CustomerContact, jo)], Links = [new(Mail, jo, "h4", null)] });
        async Task<CanonicalId?> FindAsync(CrosswalkScope scope, string id) => await store.Crosswalk.FindCanonicalAsync(scope, id, None);
        Expect.Null(await FindAsync(Mail, "h1"));
        Expect.Null(await FindAsync(Mail with { Connection = "phone" }, "h2"));
        Expect.Equal((ann, jo, jo, jo), (await FindAsync(Mail, "h3"), await FindAsync(Mail with { Tenant = OtherTenant }, "h1"), await FindAsync(Mail with { Type = EntityType.Customer }, "h1"), await FindAsync(Mail, "h4")));
        Expect.Equal("h4", (await store.Crosswalk.FindExternalAsync(Mail, jo, None))?.Value);
    }

    private static async Task The_last_erasure_of_a_person_counts_and_is_never_forgotten(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Erasure = Of("b") });
        await store.SaveAsync(new() { Erasure = Of("a") });
        await store.SaveAsync(new() { Erasure = Of("b", Noon.AddTicks(9)) with { IsToBeScoured = false } });
        await store.SaveAsync(new() { Erasure = Of("c") with { Receipt = Of("c").Receipt with { Tenant = OtherTenant } } });
        bench.Time.Advance(TimeSpan.FromDays(4000));
        await store.Writer.PurgeAsync(100, None);
        Expect.Sequence([Text(Of("a")), Text(Of("b", Noon.AddTicks(9)) with { IsToBeScoured = false })], (await store.Erasures.ListErasuresAsync(Tenant, open: false, None)).Select(Text));
        Expect.Sequence(["a"], (await store.Erasures.ListErasuresAsync(Tenant, open: true, None)).Select(erasure => erasure.Receipt.Person.Value));
        Expect.Equal(Text(Of("a")), Text(await store.Erasures.FindErasureAsync(Tenant, new("a"), None)));
        Expect.Null(await store.Erasures.FindErasureAsync(Tenant, new("c"), None));
    }

    private static async Task An_erasure_whose_commit_is_refused_leaves_everything(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var id = await store.ParkAsync(Envelope("1"));
        await store.SaveAsync(new() { Links = [new(Mail, new("jo"), "h1", null)] });
        var commit = new StoreCommit { Erasure = Of("jo"), Cleaned = [new(id, Clean) { Ends = true }], Unlinkings = [new(Tenant, EntityType.CustomerContact, new("jo"))], Lease = new(Tenant, 7) };
        Expect.False(await store.TrySaveAsync(commit), "An erasure under a lease that nobody took is accepted");
        Expect.Null(await store.Erasures.FindErasureAsync(Tenant, new("jo"), None));
        Expect.Sequence<byte>([1, 2, 3], (await store.FileAsync(id)).Stored.Envelope.Body.ToArray());
        Expect.NotNull(await store.Crosswalk.FindCanonicalAsync(Mail, "h1", None));
    }

    private static async Task Kept_envelopes_come_whole_in_the_order_of_their_ids(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        LaneKey club = Lane with { Target = "club" }, theirs = Lane with { Tenant = OtherTenant };
        await store.SaveAsync(new()
        {
            Envelopes =
            [
                Envelope("1"), Envelope("2", club, Noise(1)), Envelope("3") with { Body = ReadOnlyMemory<byte>.Empty }, Envelope("4", theirs), Envelope("5") with { Type = EntityType.Return }, Faulty("6"), Envelope("2"),
            ],
        });
        await store.SaveAsync(new() { Outcomes = [Outcome((await store.PendingAsync())[0].Id, OutcomeKind.Applied)] });
        var request = new KeptRequest(Tenant, EntityType.Order);
        var all = await store.Erasures.LoadKeptAsync(request, None);
        Expect.Sequence(["1", "2", "3", "6", "2"], all.Select(kept => kept.Entity.Value));
        Expect.Sequence(all.Select(kept => kept.Id).Order(), all.Select(kept => kept.Id));
        Expect.Equal((OutcomeKind.Applied, "web", "web-1", IdempotencyKey.Derive("1"), false), (all[0].State, all[0].Origin, all[0].Canonical.Value, all[0].Key, all[0].HasTexts));
        Expect.Sequence(Noise(1), all[1].Body.ToArray());
        Expect.Equal((null, true, OutcomeKind.DeadLettered, true), (all[2].State, all[2].Body.IsEmpty, all[3].State, all[3].HasTexts));
        Expect.Sequence(["3", "6"], (await store.Erasures.LoadKeptAsync(request with { After = all[1].Id, Limit = 2 }, None)).Select(kept => kept.Entity.Value));
        Expect.Sequence(["2", "6", "2"], (await store.Erasures.LoadKeptAsync(request with { Of = [new("web-2"), new("web-6"), new("web-9")] }, None)).Select(kept => kept.Entity.Value));
        Expect.Empty(await store.Erasures.LoadKeptAsync(request with { Of = [] }, None));
    }

    private static async Task A_store_that_was_scoured_holds_what_it_held_and_goes_on(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Envelopes = [Envelope("1"), Faulty("2")], Erasure = Of("jo"), Links = [new(Mail, new("jo"), "h1", "f")] });
        var saved = Aside(() => store.SaveAsync(Envelopes(["3"])));
        await store.Erasures.ScourAsync(None);
        await saved;
        await store.SaveAsync(Envelopes(["4"]));
        await store.Erasures.ScourAsync(None);
        Expect.Sequence(["1", "3", "4"], (await store.EntitiesAsync()).Order(StringComparer.Ordinal));
        Expect.Equal(new Tally(Lane, 4, 0, 0, 0, 1, 3), await store.TallyAsync());
        Expect.NotNull(await store.Crosswalk.FindCanonicalAsync(Mail, "h1", None));
        Expect.NotNull(await store.Erasures.FindErasureAsync(Tenant, new("jo"), None));
    }

    private static async Task What_was_cleaned_stays_so_when_the_store_is_opened_again(StoreBench bench)
    {
        long id;
        await using (var store = await bench.OpenAsync())
        {
            id = await store.ParkAsync(Envelope("1"));
            await store.SaveAsync(new() { Cleaned = [new(id, Clean) { Ends = true }], Erasure = Of("jo") });
            await store.Erasures.ScourAsync(None);
        }

        await using var again = await bench.OpenAsync();
        Expect.Sequence(Clean, (await again.FileAsync(id)).Stored.Envelope.Body.ToArray());
        Expect.Equal(Text(Of("jo")), Text(await again.Erasures.FindErasureAsync(Tenant, new("jo"), None)));
    }

    /// <summary>Lists of two erasures are never the same.</summary>
    private static string Text(Erasure? erasure) => erasure is null ? "" : Encoding.UTF8.GetString(CanonicalJson.Serialize(erasure));
}
