using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store does with the crosswalk.</summary>
internal static class LinkChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(A_link_is_found_from_both_sides_and_only_in_its_scope), StoreCheck.Of(Of_two_links_of_one_commit_the_later_counts), StoreCheck.Of(A_link_without_fingerprint_keeps_the_recorded_one),
        StoreCheck.Of(Two_external_ids_of_one_canonical_id_are_both_found), StoreCheck.Of(A_link_that_goes_over_to_another_entity_leaves_its_fingerprint_behind),
        StoreCheck.Of(A_link_of_nothing_but_an_id_has_no_fingerprint), StoreCheck.Of(The_newest_link_counts_also_when_the_clock_went_back),
        StoreCheck.Of(Doubted_content_has_no_fingerprint_any_more_and_keeps_its_links), StoreCheck.Of(Content_that_is_as_it_is_believed_to_be_is_not_doubted), StoreCheck.Of(A_link_of_the_commit_that_doubts_counts),
    ];

    private static async Task A_link_is_found_from_both_sides_and_only_in_its_scope(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501", "f1"));
        Expect.Equal("501", await ExternalAsync(store, "A"));
        Expect.Equal("A", await CanonicalAsync(store, "501"));
        foreach (var scope in new[] { Scope with { Tenant = OtherTenant }, Scope with { Connection = "pos" }, Scope with { Type = EntityType.Order } })
        {
            Expect.Null(await store.Crosswalk.FindExternalAsync(scope, new("A"), None));
            Expect.Null(await store.Crosswalk.FindCanonicalAsync(scope, "501", None));
            Expect.Null(await store.Crosswalk.FindFingerprintAsync(scope, new("A"), None));
        }
    }

    private static async Task Of_two_links_of_one_commit_the_later_counts(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        foreach (var (first, second) in new[] { ("A", "B"), ("B", "A"), ("A", "B") })
        {
            await store.SaveAsync(new() { Links = [new(Scope, new(first), "501", null), new(Scope, new(second), "501", null)] });
            Expect.Equal(second, await CanonicalAsync(store, "501"));
        }
    }

    private static async Task A_link_without_fingerprint_keeps_the_recorded_one(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501", "f1"));
        await store.SaveAsync(Linked("A", "502"));
        Expect.Equal("f1", await FingerprintAsync(store, "A"));
        Expect.Equal("502", await ExternalAsync(store, "A"));
        Expect.Equal("A", await CanonicalAsync(store, "501"));
        await store.SaveAsync(Linked("A", "502", "f2"));
        Expect.Equal("f2", await FingerprintAsync(store, "A"));
    }

    private static async Task Doubted_content_has_no_fingerprint_any_more_and_keeps_its_links(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501", "f1"));
        await store.SaveAsync(Linked("A", "502", "f2"));
        await store.SaveAsync(Linked("B", "503", "f3"));
        await store.SaveAsync(new() { Doubts = [new(Scope, new("A")), new(Scope, new("nobody")), new(Scope with { Connection = "pos" }, new("B")), new(Scope with { Type = EntityType.Order }, new("B")), new(Scope with { Tenant = OtherTenant }, new("B"))] });
        Expect.Null(await FingerprintAsync(store, "A"));
        Expect.Equal("502", await ExternalAsync(store, "A"));
        Expect.Equal("A", await CanonicalAsync(store, "501"));
        Expect.Equal("f3", await FingerprintAsync(store, "B"));
        await store.SaveAsync(Linked("A", "502", "f4"));
        Expect.Equal("f4", await FingerprintAsync(store, "A"));
    }

    private static async Task Content_that_is_as_it_is_believed_to_be_is_not_doubted(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501", "f1"));
        await store.SaveAsync(new() { Doubts = [new(Scope, new("A"), "f1")] });
        Expect.Equal("f1", await FingerprintAsync(store, "A"));
        await store.SaveAsync(new() { Doubts = [new(Scope, new("A"), "f2")] });
        Expect.Null(await FingerprintAsync(store, "A"));
    }

    private static async Task A_link_of_the_commit_that_doubts_counts(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501", "f1"));
        await store.SaveAsync(Linked("A", "501", "f2") with { Doubts = [new(Scope, new("A"))] });
        Expect.Equal("f2", await FingerprintAsync(store, "A"));
    }

    /// <summary>A person with two profiles in one channel: orders of both find their customer.</summary>
    private static async Task Two_external_ids_of_one_canonical_id_are_both_found(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501"));
        await store.SaveAsync(Linked("A", "502"));
        Expect.Equal("A", await CanonicalAsync(store, "501"));
        Expect.Equal("A", await CanonicalAsync(store, "502"));
        Expect.Equal("502", await ExternalAsync(store, "A"));
    }

    private static async Task A_link_that_goes_over_to_another_entity_leaves_its_fingerprint_behind(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501", "f1"));
        await store.SaveAsync(Linked("B", "501"));
        Expect.Null(await FingerprintAsync(store, "B"));
        Expect.Null(await ExternalAsync(store, "A"));
    }

    private static async Task A_link_of_nothing_but_an_id_has_no_fingerprint(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(Linked("A", "501"));
        Expect.Null(await FingerprintAsync(store, "A"));
    }

    private static async Task The_newest_link_counts_also_when_the_clock_went_back(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        foreach (var external in new[] { "501", "502", "503" })
        {
            await store.SaveAsync(Linked("A", external));
            Expect.Equal(external, await ExternalAsync(store, "A"));
            bench.Time.Advance(TimeSpan.FromHours(-1));
        }
    }

    private static StoreCommit Linked(string canonical, string external, string? fingerprint = null) => new() { Links = [new(Scope, new(canonical), external, fingerprint)] };

    private static async Task<string?> ExternalAsync(StorePorts store, string canonical) => (await store.Crosswalk.FindExternalAsync(Scope, new(canonical), None))?.Value;

    private static async Task<string?> CanonicalAsync(StorePorts store, string external) => (await store.Crosswalk.FindCanonicalAsync(Scope, external, None))?.Value;

    private static async Task<string?> FingerprintAsync(StorePorts store, string canonical) => await store.Crosswalk.FindFingerprintAsync(Scope, new(canonical), None);
}
