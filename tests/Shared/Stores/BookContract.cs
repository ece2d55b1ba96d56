using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>What every store does with the ledger and the crosswalk.</summary>
public abstract class BookContract(StoreHarness harness) : IDisposable
{
    private static readonly (Sku Sku, string Location) Place = (new("A"), "LONDON");

    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 3)]
    [InlineData(1, 3)]
    public async Task A_document_closed_before_the_erp_was_read_is_in_the_erps_figure(int closedSecondsAfterRead, int expected)
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { LedgerEntries = [Entry("d1", "1", 3)] });
        Assert.Equal(3m, await Sum(store, Sample.Noon));
        await store.Save(new() { LedgerClosings = [new(Sample.Tenant, "d1", Sample.Noon.AddSeconds(closedSecondsAfterRead))] });
        Assert.Equal(expected, await Sum(store, Sample.Noon));
    }

    [Fact]
    public async Task All_lines_of_a_document_close_together_and_once()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { LedgerEntries = [Entry("d1", "1", 3), Entry("d1", "2", 1.5m), Entry("d2", "1", 0.125m)] });
        Assert.Equal(4.625m, await Sum(store, Sample.Noon));
        await store.Save(new() { LedgerClosings = [new(Sample.Tenant, "d1", Sample.Noon.AddHours(-1)), new(new("contoso"), "d2", Sample.Noon.AddHours(-1))] });
        await store.Save(new() { LedgerClosings = [new(Sample.Tenant, "d1", Sample.Noon.AddHours(1))] });
        Assert.Equal(0.125m, await Sum(store, Sample.Noon));
    }

    [Fact]
    public async Task Of_two_links_of_one_commit_the_later_counts()
    {
        await using var store = await harness.OpenAsync();
        foreach (var (first, second) in new[] { ("A", "B"), ("B", "A"), ("A", "B") })
        {
            await store.Save(new() { Links = [new(Sample.Scope, new(first), "501", null), new(Sample.Scope, new(second), "501", null)] });
            Assert.Equal(second, (await store.FindCanonicalAsync(Sample.Scope, "501", CancellationToken.None))!.Value.Value);
        }
    }

    [Fact]
    public async Task An_entry_that_is_booked_twice_counts_once()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { LedgerEntries = [Entry("d1", "1", 3)] });
        await store.Save(new() { LedgerClosings = [new(Sample.Tenant, "d1", Sample.Noon)] });
        await store.Save(new() { LedgerEntries = [Entry("d1", "1", 5)] });
        Assert.Equal(0m, await Sum(store, Sample.Noon.AddSeconds(1)));
    }

    [Fact]
    public async Task A_return_takes_back_what_a_sale_took_and_places_are_kept_apart()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { LedgerEntries = [Entry("sale", "1", 3), Entry("return", "1", -1), Entry("sale", "2", 7) with { Location = "PARIS" }, Entry("sale", "3", 9) with { Tenant = new("contoso") }] });
        var sums = await store.SumUnpostedAsync(Sample.Tenant, [Place, (new("A"), "PARIS"), (new("B"), "LONDON")], Sample.Noon, CancellationToken.None);
        Assert.Equal([(Place, 2m), ((new("A"), "PARIS"), 7m)], sums.OrderBy(sum => sum.Key.Location).Select(sum => (sum.Key, sum.Value.Value)));
        Assert.Single(await store.SumUnpostedAsync(Sample.Tenant, [Place], Sample.Noon, CancellationToken.None));
    }

    [Fact]
    public async Task Any_number_of_places_can_be_asked_for()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { LedgerEntries = [.. Enumerable.Range(0, 1000).Select(i => Entry("d", $"{i}", 1) with { Sku = new($"S{i}") })] });
        Assert.Equal(1000, (await store.SumUnpostedAsync(Sample.Tenant, [.. Enumerable.Range(0, 1000).Select(i => (new Sku($"S{i}"), "LONDON"))], Sample.Noon, CancellationToken.None)).Count);
        Assert.Empty(await store.SumUnpostedAsync(Sample.Tenant, [], Sample.Noon, CancellationToken.None));
    }

    [Fact]
    public async Task A_link_is_found_from_both_sides_and_only_in_its_scope()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "501", "f1")] });
        Assert.Equal("501", (await store.FindExternalAsync(Sample.Scope, new("A"), CancellationToken.None))?.Value);
        Assert.Equal("A", (await store.FindCanonicalAsync(Sample.Scope, "501", CancellationToken.None))?.Value);
        foreach (var scope in new[] { Sample.Scope with { Tenant = new("contoso") }, Sample.Scope with { Connection = "pos" }, Sample.Scope with { Type = EntityType.Order } })
        {
            Assert.Null(await store.FindExternalAsync(scope, new("A"), CancellationToken.None));
            Assert.Null(await store.FindCanonicalAsync(scope, "501", CancellationToken.None));
            Assert.Null(await store.FindFingerprintAsync(scope, new("A"), CancellationToken.None));
        }
    }

    [Fact]
    public async Task A_link_without_fingerprint_keeps_the_recorded_one()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "501", "f1")] });
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "502", null)] });
        Assert.Equal("f1", await store.FindFingerprintAsync(Sample.Scope, new("A"), CancellationToken.None));
        Assert.Equal("502", (await store.FindExternalAsync(Sample.Scope, new("A"), CancellationToken.None))?.Value);
        Assert.Equal("A", (await store.FindCanonicalAsync(Sample.Scope, "501", CancellationToken.None))?.Value);
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "502", "f2")] });
        Assert.Equal("f2", await store.FindFingerprintAsync(Sample.Scope, new("A"), CancellationToken.None));
    }

    /// <summary>A person with two profiles in one channel: orders of both find their customer.</summary>
    [Fact]
    public async Task Two_external_ids_of_one_canonical_id_are_both_found()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "501", null)] });
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "502", null)] });
        Assert.Equal("A", (await store.FindCanonicalAsync(Sample.Scope, "501", CancellationToken.None))?.Value);
        Assert.Equal("A", (await store.FindCanonicalAsync(Sample.Scope, "502", CancellationToken.None))?.Value);
        Assert.Equal("502", (await store.FindExternalAsync(Sample.Scope, new("A"), CancellationToken.None))?.Value);
    }

    [Fact]
    public async Task A_link_that_goes_over_to_another_entity_leaves_its_fingerprint_behind()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "501", "f1")] });
        await store.Save(new() { Links = [new(Sample.Scope, new("B"), "501", null)] });
        Assert.Null(await store.FindFingerprintAsync(Sample.Scope, new("B"), CancellationToken.None));
        Assert.Null(await store.FindExternalAsync(Sample.Scope, new("A"), CancellationToken.None));
    }

    [Fact]
    public async Task A_link_of_nothing_but_an_id_has_no_fingerprint()
    {
        await using var store = await harness.OpenAsync();
        await store.Save(new() { Links = [new(Sample.Scope, new("A"), "501", null)] });
        Assert.Null(await store.FindFingerprintAsync(Sample.Scope, new("A"), CancellationToken.None));
    }

    private static LedgerEntry Entry(string document, string line, decimal units) => new(Sample.Tenant, Place.Sku, Place.Location, document, line, units, Sample.Noon.AddHours(-2));

    private static async Task<decimal> Sum(RelationalStore store, DateTimeOffset asOf) =>
        (await store.SumUnpostedAsync(Sample.Tenant, [Place], asOf, CancellationToken.None)).GetValueOrDefault(Place).Value;
}
