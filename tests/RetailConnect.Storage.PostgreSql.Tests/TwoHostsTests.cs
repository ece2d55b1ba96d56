using RetailConnect.Storage.Relational;
using RetailConnect.Tests;

namespace RetailConnect.Storage.PostgreSql.Tests;

/// <summary>Two hosts on one schema.</summary>
public sealed class TwoHostsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly StoreSchema schema = new();

    public void Dispose() => schema.Dispose();

    [Fact]
    public async Task Hosts_that_open_one_schema_at_once_migrate_it_once_and_both_write()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => schema.OpenAsync())));
        await Task.WhenAll(stores.Select((store, i) => store.Save(Sample.Envelopes($"{i}"))));
        Assert.Equal(4, (await stores[0].Tally()).Accepted);
        Assert.Equal(["0", "1", "2", "3"], (await stores[3].Pending()).Select(envelope => envelope.Envelope.Entity.Value).Order());
        await Task.WhenAll(stores.Select(store => store.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task The_same_change_accepted_by_two_hosts_at_once_is_accepted_once()
    {
        await using var first = await schema.OpenAsync();
        await using var second = await schema.OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            var receipts = await Task.WhenAll(first.Save(Sample.Envelopes($"{round}")), second.Save(Sample.Envelopes($"{round}")));
            Assert.Equal(1, receipts.Sum(receipt => receipt.Envelopes));
        }

        Assert.Equal((50, 0), ((await first.Tally()).Accepted, (int)(await first.Tally()).Imbalance));
    }

    /// <summary>Whatever is in flight: when a takeover is confirmed, nothing of the old holder is saved any more.</summary>
    [Fact]
    public async Task Nothing_is_saved_under_an_old_number_once_the_takeover_is_confirmed()
    {
        await using var first = await schema.OpenAsync();
        await using var second = await schema.OpenAsync();
        RelationalStore[] stores = [first, second];
        for (var round = 0; round < 30; round++)
        {
            var (holder, taker) = (stores[round % 2], stores[(round + 1) % 2]);
            var old = await TakeAsync(holder, $"holder {round}");
            var saves = Enumerable.Range(0, 40).Select(i => TryAsync(holder, Sample.Envelopes($"{round}-{i}") with { Lease = old })).ToList();
            var taken = TakeAsync(taker, $"taker {round}");
            await taken;
            var atTakeover = schema.Count("SELECT COUNT(*) FROM inbox");
            var confirmed = (await Task.WhenAll(saves)).Count(saved => saved);
            Assert.Equal(atTakeover, schema.Count("SELECT COUNT(*) FROM inbox"));
            Assert.Equal(confirmed, schema.Count($"SELECT COUNT(*) FROM inbox WHERE entity LIKE '{round}-%'"));
            Assert.False(await TryAsync(holder, Sample.Envelopes($"late {round}") with { Lease = old }));
        }
    }

    [Fact]
    public async Task Of_two_hosts_that_race_for_a_lease_one_gets_it()
    {
        await using var first = await schema.OpenAsync();
        await using var second = await schema.OpenAsync();
        for (var round = 0; round < 50; round++)
        {
            var seen = await first.LookAsync(Sample.Tenant, None);
            var leases = await Task.WhenAll(first.TakeAsync(Sample.Tenant, "one", seen, None).AsTask(), second.TakeAsync(Sample.Tenant, "two", seen, None).AsTask());
            Assert.Equal(seen.Fence + 1, Assert.Single(leases.OfType<Lease>()).Fence);
        }
    }

    private static async Task<Lease> TakeAsync(RelationalStore store, string host)
    {
        while (true)
        {
            if (await store.TakeAsync(Sample.Tenant, host, await store.LookAsync(Sample.Tenant, None), None) is { } lease)
            {
                return lease;
            }
        }
    }

    private static async Task<bool> TryAsync(RelationalStore store, StoreCommit commit)
    {
        try
        {
            return (await store.Save(commit)).Envelopes == 1;
        }
        catch (StoreException refused) when (refused.LeaseLost)
        {
            return false;
        }
    }
}
