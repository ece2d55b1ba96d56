using static RetailConnect.Testing.Sample;
using static RetailConnect.Testing.StorySample;

namespace RetailConnect.Testing;

/// <summary>By what an entity is found.</summary>
internal static class FindChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        .. new[] { Gid, "web-5001", "5001", "#1001", "S-ORD1", "salesOrders/guid/web-5001" }.Select(id => new StoreCheck($"An entity is found by any of its ids: {id}", bench => FindsAsync(bench, id))),
        .. new[] { ("no letter", ""), ("a word", "nothing"), ("an id of another type", "gid://shopify/Product/5001"), ("a wildcard", "%"), ("a statement", "a'; DROP TABLE inbox; --"), ("half a letter", "\ud83d"), ("no letter of a text", "\0") }
            .Select(what => new StoreCheck($"What was never heard of is not found: {what.Item1}", bench => FindsNothingAsync(bench, what.Item2))),
        StoreCheck.Of(A_hint_is_known_before_its_entity_is_read), StoreCheck.Of(An_entity_that_could_not_be_mapped_is_found_by_its_id),
    ];

    private static async Task FindsAsync(StoreBench bench, string id)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        await store.SaveAsync(new() { Envelopes = [Accepted("gid://shopify/Order/5002", "web-5002")], Links = [Linked(EntityType.Product, "web", "web-5003", "gid://shopify/Product/5003")] });
        Expect.Sequence([WebOrder], await store.FindAsync(id));
        Expect.Empty(await store.History.FindAsync(OtherTenant, id, None));
    }

    private static async Task FindsNothingAsync(StoreBench bench, string id)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        Expect.Empty(await store.FindAsync(id));
        var (story, other) = (await store.StoryAsync(new(EntityType.Order, new(id)), id), await store.StoryAsync(new(EntityType.Return, new(id)), id));
        Expect.Equal((0, 0, 0, null, 0, false), (story.Links.Count, story.Hints.Count, story.Envelopes.Count, story.Booking, story.Related.Count + other.Related.Count, story.IsCut));
        Expect.Sequence([WebOrder], await store.FindAsync(Gid));
    }

    private static async Task A_hint_is_known_before_its_entity_is_read(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        const string Unread = "gid://shopify/Order/5009";
        await store.SaveAsync(new() { Hints = [Hint("h9", Unread)] });
        var known = await store.StoryAsync(Expect.Single(await store.FindAsync(Unread)), Unread);
        Expect.Sequence([new SavedHint("web", Unread, Noon, null)], known.Hints);
        Expect.Empty(known.Envelopes);
    }

    private static async Task An_entity_that_could_not_be_mapped_is_found_by_its_id(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.AcceptOrderAsync();
        await store.SaveAsync(new() { Envelopes = [Accepted("gid://shopify/Order/6", "web-6") with { Fault = new("unknown-value", "odd", "Update.") }] });
        var envelope = Expect.Single((await store.StoryAsync(Expect.Single(await store.FindAsync("gid://shopify/Order/6")), "")).Envelopes);
        Expect.Equal((OutcomeKind.DeadLettered, "unknown-value", "odd", "Update."), (envelope.State, envelope.Reason, envelope.Detail, envelope.Advice));
    }
}
