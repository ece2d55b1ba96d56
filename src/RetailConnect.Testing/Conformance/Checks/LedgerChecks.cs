using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store does with the stock ledger.</summary>
internal static class LedgerChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        .. new (int Seconds, decimal Expected)[] { (-1, 0m), (0, 3m), (1, 3m) }.Select(closed => new StoreCheck(
            $"A document closed {closed.Seconds:+0;-0;0} s from the ERP's read counts {closed.Expected} units", bench => ClosedAsync(bench, closed.Seconds, closed.Expected))),
        StoreCheck.Of(All_lines_of_a_document_close_together_and_once), StoreCheck.Of(An_entry_that_is_booked_twice_counts_once), StoreCheck.Of(An_open_document_counts_as_it_was_booked_last), StoreCheck.Of(A_return_takes_back_what_a_sale_took_and_places_are_kept_apart),
        StoreCheck.Of(Any_number_of_places_can_be_asked_for), StoreCheck.Of(The_newest_moment_of_a_tenant_is_known), StoreCheck.Of(What_is_held_back_until_a_time_is_listed_and_counts_until_it_is_closed),
    ];

    private static async Task ClosedAsync(StoreBench bench, int seconds, decimal expected)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "1", 3)] });
        Expect.Equal(3m, await store.SumAsync(Noon));
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "d1", Noon.AddSeconds(seconds))] });
        Expect.Equal(expected, await store.SumAsync(Noon));
    }

    private static async Task The_newest_moment_of_a_tenant_is_known(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        Expect.Equal(default(DateTimeOffset?), await store.Ledger.FindNewestAsync(Tenant, None));
        await store.SaveAsync(new() { Checkpoint = new(WebOrders, new("1"), Noon), LedgerEntries = [Entry("d1", "1", 3)] });
        Expect.Equal((DateTimeOffset?)Noon, await store.Ledger.FindNewestAsync(Tenant, None));
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "d1", Noon.AddHours(1))] });
        Expect.Equal((DateTimeOffset?)Noon.AddHours(1), await store.Ledger.FindNewestAsync(Tenant, None));
        Expect.Equal(default(DateTimeOffset?), await store.Ledger.FindNewestAsync(OtherTenant, None));
    }

    private static async Task What_is_held_back_until_a_time_is_listed_and_counts_until_it_is_closed(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        LedgerEntry later = Entry("held-2", "1", 2) with { ExpiresAt = Noon.AddHours(2) }, soon = Entry("held-1", "1", 1.5m) with { ExpiresAt = Noon }, also = Entry("held-1", "2", 4) with { ExpiresAt = Noon };
        await store.SaveAsync(new() { LedgerEntries = [later, soon, also, Entry("sale", "1", 8), Entry("held-1", "1", 99) with { Tenant = OtherTenant, ExpiresAt = Noon }] });
        Expect.Sequence([soon, also, later], await store.Ledger.ListExpiringAsync(Tenant, DateTimeOffset.MaxValue, 10, None));
        Expect.Sequence([soon, also], await store.Ledger.ListExpiringAsync(Tenant, Noon, 10, None));
        Expect.Sequence([soon], await store.Ledger.ListExpiringAsync(Tenant, Noon, 1, None));
        Expect.Empty(await store.Ledger.ListExpiringAsync(Tenant, Noon.AddTicks(-1), 10, None));
        Expect.Sequence([soon, also], await store.Ledger.ListOpenAsync(Tenant, "held-1", None));
        Expect.Sequence([Entry("sale", "1", 8)], await store.Ledger.ListOpenAsync(Tenant, "sale", None));
        Expect.Equal(15.5m, await store.SumAsync(Noon.AddDays(1)));
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "held-1", Noon)] });
        Expect.Sequence([later], await store.Ledger.ListExpiringAsync(Tenant, DateTimeOffset.MaxValue, 10, None));
        Expect.Empty(await store.Ledger.ListOpenAsync(Tenant, "held-1", None));
        Expect.Equal(10m, await store.SumAsync(Noon.AddDays(1)));
    }

    private static async Task All_lines_of_a_document_close_together_and_once(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "1", 3), Entry("d1", "2", 1.5m), Entry("d2", "1", 0.125m)] });
        Expect.Equal(4.625m, await store.SumAsync(Noon));
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "d1", Noon.AddHours(-1)), new(OtherTenant, "d2", Noon.AddHours(-1))] });
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "d1", Noon.AddHours(1))] });
        Expect.Equal(0.125m, await store.SumAsync(Noon));
    }

    private static async Task An_entry_that_is_booked_twice_counts_once(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "1", 3)] });
        await store.SaveAsync(new() { LedgerClosings = [new(Tenant, "d1", Noon)] });
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "1", 5)] });
        Expect.Equal(0m, await store.SumAsync(Noon.AddSeconds(1)));
    }

    private static async Task An_open_document_counts_as_it_was_booked_last(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "1", 3), Entry("d1", "2", 5), Entry("d2", "1", 0.5m)] });
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "1", 4), Entry("d1", "3", 1) with { Location = "PARIS" }] });
        Expect.Equal(4.5m, await store.SumAsync(Noon));
        await store.SaveAsync(new() { LedgerEntries = [Entry("d1", "3", 1)] });
        Expect.Equal(1.5m, await store.SumAsync(Noon));
        LedgerEntry held = Entry("held", "1", 2) with { ExpiresAt = Noon }, again = Entry("held", "1", 9) with { ExpiresAt = Noon };
        await store.SaveAsync(new() { LedgerEntries = [held] });
        await store.SaveAsync(new() { LedgerEntries = [again] });
        Expect.Equal(3.5m, await store.SumAsync(Noon));
    }

    private static async Task A_return_takes_back_what_a_sale_took_and_places_are_kept_apart(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { LedgerEntries = [Entry("sale", "1", 3), Entry("return", "1", -1), Entry("sale", "2", 7) with { Location = "PARIS" }, Entry("sale", "3", 9) with { Tenant = OtherTenant }] });
        var sums = await store.Ledger.SumUnpostedAsync(Tenant, [Place, (new("A"), "PARIS"), (new("B"), "LONDON")], Noon, None);
        Expect.Sequence([(Place, 2m), ((new("A"), "PARIS"), 7m)], sums.OrderBy(sum => sum.Key.Location).Select(sum => (sum.Key, sum.Value.Value)));
        Expect.Single(await store.Ledger.SumUnpostedAsync(Tenant, [Place], Noon, None));
    }

    private static async Task Any_number_of_places_can_be_asked_for(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { LedgerEntries = [.. Enumerable.Range(0, 1000).Select(i => Entry("d", $"{i}", 1) with { Sku = new($"S{i}") })] });
        Expect.Equal(1000, (await store.Ledger.SumUnpostedAsync(Tenant, [.. Enumerable.Range(0, 1000).Select(i => (new Sku($"S{i}"), "LONDON"))], Noon, None)).Count);
        Expect.Empty(await store.Ledger.SumUnpostedAsync(Tenant, [], Noon, None));
    }
}
