using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>Leases: one holder at a time, and a number that shuts out whoever held it before.</summary>
internal static class LeaseChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(Of_two_hosts_that_saw_the_same_one_gets_the_lease), StoreCheck.Of(A_lease_whose_holder_spoke_meanwhile_is_not_taken), StoreCheck.Of(What_the_old_holder_saves_is_refused_as_a_whole_and_keeps_nobody_else),
        StoreCheck.Of(A_lease_that_was_given_back_can_be_taken_at_once_and_saves_nothing_more), StoreCheck.Of(A_lease_is_of_one_tenant), StoreCheck.Of(The_holder_hears_that_a_replay_was_asked_for),
        StoreCheck.Of(Leases_outlive_the_store, StoreCapability.Reopening), StoreCheck.Of(Of_many_that_race_for_a_lease_one_gets_it), StoreCheck.Of(What_needs_no_lease_is_saved_whoever_holds_it),
    ];

    private static async Task Of_two_hosts_that_saw_the_same_one_gets_the_lease(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var seen = await store.Leases.LookAsync(Tenant, None);
        Expect.Equal(new LeaseSight("", 0, 0), seen);
        Expect.Equal(new Lease(Tenant, 1), await store.Leases.TakeAsync(Tenant, "one", seen, None));
        Expect.Null(await store.Leases.TakeAsync(Tenant, "two", seen, None));
        Expect.Equal(new LeaseSight("one", 1, 0), await store.Leases.LookAsync(Tenant, None));
    }

    private static async Task A_lease_whose_holder_spoke_meanwhile_is_not_taken(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var lease = await store.TakeLeaseAsync("one");
        var seen = await store.Leases.LookAsync(Tenant, None);
        Expect.Equal(0, await store.Leases.BeatAsync(lease, None));
        Expect.Null(await store.Leases.TakeAsync(Tenant, "two", seen, None));
        Expect.NotEqual(seen, await store.Leases.LookAsync(Tenant, None));
    }

    private static async Task What_the_old_holder_saves_is_refused_as_a_whole_and_keeps_nobody_else(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var old = await store.TakeLeaseAsync("one");
        await store.SaveAsync(Envelopes("1") with { Lease = old });
        var lease = await store.TakeLeaseAsync("two");
        Expect.Equal(old.Fence + 1, lease.Fence);
        Expect.Null(await store.Leases.BeatAsync(old, None));

        var late = Envelopes("2") with { Lease = old, Checkpoint = new(WebOrders, new("late"), Noon), Links = [new(Scope, new("A"), "2", null)], Hints = [Hint("late")], LedgerEntries = [Entry("late", "1", 1)] };
        var saves = new[] { store.TrySaveAsync(Envelopes("3") with { Lease = lease }), store.TrySaveAsync(late), store.TrySaveAsync(Envelopes("4") with { Lease = lease }) };
        Expect.Sequence([true, false, true], await Task.WhenAll(saves), "Whether the new, the old and the new holder save");

        Expect.Sequence(["1", "3", "4"], await store.EntitiesAsync());
        Expect.Null(await store.Checkpoints.LoadAsync(WebOrders, None));
        Expect.Null(await store.Crosswalk.FindExternalAsync(Scope, new("A"), None));
        Expect.Empty(await store.HintsAsync());
        Expect.Equal(0m, await store.SumAsync(Noon));
    }

    private static async Task A_lease_that_was_given_back_can_be_taken_at_once_and_saves_nothing_more(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var lease = await store.TakeLeaseAsync("one");
        await store.Leases.ReleaseAsync(lease, None);
        Expect.Equal("", (await store.Leases.LookAsync(Tenant, None)).Holder);
        Expect.Null(await store.Leases.BeatAsync(lease, None));
        Expect.False(await store.TrySaveAsync(Envelopes("1") with { Lease = lease }), "A commit under a lease that was given back is accepted");
        await store.Leases.ReleaseAsync(lease, None);
        Expect.True((await store.TakeLeaseAsync("two")).Fence > lease.Fence, "The next holder's number is greater");
    }

    private static async Task A_lease_is_of_one_tenant(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var lease = await store.TakeLeaseAsync("one");
        Expect.Equal("", (await store.Leases.LookAsync(OtherTenant, None)).Holder);
        Expect.False(await store.TrySaveAsync(Envelopes("1") with { Lease = lease with { Tenant = OtherTenant } }), "A commit under a lease that nobody took is accepted");
    }

    private static async Task The_holder_hears_that_a_replay_was_asked_for(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var lease = await store.TakeLeaseAsync("one");
        var before = await store.Leases.BeatAsync(lease, None);
        await store.DeadLetters.ReplayAsync(Tenant, [1], None);
        Expect.NotEqual(before, await store.Leases.BeatAsync(lease, None));
    }

    private static async Task Leases_outlive_the_store(StoreBench bench)
    {
        Lease lease;
        await using (var store = await bench.OpenAsync())
        {
            lease = await store.TakeLeaseAsync("one");
        }

        await using var again = await bench.OpenAsync();
        Expect.Equal(lease.Fence + 1, (await again.TakeLeaseAsync("two")).Fence);
        Expect.False(await again.TrySaveAsync(Envelopes("1") with { Lease = lease }), "A commit of the holder before is accepted");
    }

    private static async Task Of_many_that_race_for_a_lease_one_gets_it(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        for (var round = 0; round < 20; round++)
        {
            var seen = await store.Leases.LookAsync(Tenant, None);
            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Aside(() => store.Leases.TakeAsync(Tenant, $"host {i}", seen, None).AsTask())));
            Expect.Equal(new Lease(Tenant, seen.Fence + 1), Expect.Single(leases.OfType<Lease>()));
        }
    }

    private static async Task What_needs_no_lease_is_saved_whoever_holds_it(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.TakeLeaseAsync("one");
        Expect.Equal(new StoreReceipt(1, 0), await store.SaveAsync(new() { Hints = [Hint("webhook")] }));
    }
}
