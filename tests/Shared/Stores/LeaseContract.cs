using RetailConnect.Storage.Relational;

namespace RetailConnect.Tests;

/// <summary>Leases of every store: one holder at a time, and a number that shuts out whoever held it before.</summary>
public abstract class LeaseContract(StoreHarness harness) : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Removes the store's place.</summary>
    public void Dispose()
    {
        harness.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Of_two_hosts_that_saw_the_same_one_gets_the_lease()
    {
        await using var store = await harness.OpenAsync();
        var seen = await store.LookAsync(Sample.Tenant, None);
        Assert.Equal(new LeaseSight("", 0, 0), seen);
        Assert.Equal(new Lease(Sample.Tenant, 1), await store.TakeAsync(Sample.Tenant, "one", seen, None));
        Assert.Null(await store.TakeAsync(Sample.Tenant, "two", seen, None));
        Assert.Equal(new LeaseSight("one", 1, 0), await store.LookAsync(Sample.Tenant, None));
    }

    [Fact]
    public async Task A_lease_whose_holder_spoke_meanwhile_is_not_taken()
    {
        await using var store = await harness.OpenAsync();
        var lease = await TakeAsync(store, "one");
        var seen = await store.LookAsync(Sample.Tenant, None);
        Assert.Equal(0, await store.BeatAsync(lease, None));
        Assert.Null(await store.TakeAsync(Sample.Tenant, "two", seen, None));
        Assert.NotEqual(seen, await store.LookAsync(Sample.Tenant, None));
    }

    [Fact]
    public async Task What_the_old_holder_saves_is_refused_as_a_whole_and_keeps_nobody_else()
    {
        await using var store = await harness.OpenAsync();
        var old = await TakeAsync(store, "one");
        await store.Save(Sample.Envelopes("1") with { Lease = old });
        var lease = await TakeAsync(store, "two");
        Assert.Equal(old.Fence + 1, lease.Fence);
        Assert.Null(await store.BeatAsync(old, None));

        var late = Sample.Envelopes("2") with { Lease = old, Checkpoint = new(Sample.Stream, new("late"), Sample.Noon), Links = [new(Sample.Scope, new("A"), "2", null)] };
        var saves = new[] { store.Save(Sample.Envelopes("3") with { Lease = lease }), store.Save(late), store.Save(Sample.Envelopes("4") with { Lease = lease }) };
        var refused = await Assert.ThrowsAsync<StoreException>(() => saves[1]);
        Assert.True(refused.LeaseLost);
        Assert.All(await Task.WhenAll(saves[0], saves[2]), receipt => Assert.Equal(1, receipt.Envelopes));

        Assert.Equal(["1", "3", "4"], (await store.Pending()).Select(envelope => envelope.Envelope.Entity.Value));
        Assert.Null(await store.LoadAsync(Sample.Stream, None));
        Assert.Null(await store.FindExternalAsync(Sample.Scope, new("A"), None));
    }

    [Fact]
    public async Task A_lease_that_was_given_back_can_be_taken_at_once_and_saves_nothing_more()
    {
        await using var store = await harness.OpenAsync();
        var lease = await TakeAsync(store, "one");
        await store.ReleaseAsync(lease, None);
        Assert.Equal("", (await store.LookAsync(Sample.Tenant, None)).Holder);
        Assert.Null(await store.BeatAsync(lease, None));
        Assert.True((await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("1") with { Lease = lease }))).LeaseLost);
        await store.ReleaseAsync(lease, None);
        Assert.True((await TakeAsync(store, "two")).Fence > lease.Fence);
    }

    [Fact]
    public async Task A_lease_is_of_one_tenant()
    {
        await using var store = await harness.OpenAsync();
        var lease = await TakeAsync(store, "one");
        Assert.Equal("", (await store.LookAsync(new("other"), None)).Holder);
        Assert.True((await Assert.ThrowsAsync<StoreException>(() => store.Save(Sample.Envelopes("1") with { Lease = lease with { Tenant = new("other") } }))).LeaseLost);
    }

    [Fact]
    public async Task The_holder_hears_that_a_replay_was_asked_for()
    {
        await using var store = await harness.OpenAsync();
        var lease = await TakeAsync(store, "one");
        var before = await store.BeatAsync(lease, None);
        await store.ReplayAsync(Sample.Tenant, [1], None);
        Assert.NotEqual(before, await store.BeatAsync(lease, None));
    }

    [Fact]
    public async Task Leases_outlive_the_store()
    {
        Lease lease;
        await using (var store = await harness.OpenAsync())
        {
            lease = await TakeAsync(store, "one");
        }

        await using var again = await harness.OpenAsync();
        Assert.Equal(lease.Fence + 1, (await TakeAsync(again, "two")).Fence);
        Assert.True((await Assert.ThrowsAsync<StoreException>(() => again.Save(Sample.Envelopes("1") with { Lease = lease }))).LeaseLost);
    }

    private static async Task<Lease> TakeAsync(RelationalStore store, string host) =>
        await store.TakeAsync(Sample.Tenant, host, await store.LookAsync(Sample.Tenant, None), None) ?? throw new InvalidOperationException("The lease was not free to take.");
}
