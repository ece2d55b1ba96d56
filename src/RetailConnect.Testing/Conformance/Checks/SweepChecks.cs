using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>How far a store knows sweeps to be.</summary>
internal static class SweepChecks
{
    private static readonly Sweep Begun = new() { Stream = WebOrders, State = SweepState.Running, Cursor = new("p1"), Pages = 1, Changes = 2, StartedAt = Noon, UpdatedAt = Noon, Total = 5 };

    public static IEnumerable<StoreCheck> All => [StoreCheck.Of(A_sweep_is_saved_with_its_page_and_counts_what_was_new), StoreCheck.Of(A_sweep_whose_page_is_refused_stays_where_it_was)];

    private static async Task A_sweep_is_saved_with_its_page_and_counts_what_was_new(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Checkpoint = new(WebOrders, new("poll"), Noon) });
        await store.SaveAsync(Envelopes("1", "2") with { Sweep = Begun });
        Expect.Sequence([Begun with { Accepted = 2 }], await store.Sweeps.ListSweepsAsync(Tenant, None));
        var failed = Begun with { Cursor = null, Accepted = 2, State = SweepState.Failed, Reason = "cursor-stuck", Total = null, UpdatedAt = Noon.AddMinutes(1) };
        await store.SaveAsync(Envelopes("2", "3") with { Sweep = failed });
        Expect.Sequence([failed with { Accepted = 3 }], await store.Sweeps.ListSweepsAsync(Tenant, None));
        Expect.Equal("poll", (await store.Checkpoints.LoadAsync(WebOrders, None))?.Cursor.Value);

        var others = new[] { WebOrders with { Connection = "pos" }, WebOrders with { Type = EntityType.Product }, WebOrders with { Tenant = OtherTenant } }.Select(stream => Begun with { Stream = stream }).ToArray();
        foreach (var other in others)
        {
            await store.SaveAsync(new() { Sweep = other });
        }

        Expect.Sequence([others[0], failed with { Accepted = 3 }, others[1]], await store.Sweeps.ListSweepsAsync(Tenant, None));
        Expect.Sequence([others[2]], await store.Sweeps.ListSweepsAsync(OtherTenant, None));
    }

    private static async Task A_sweep_whose_page_is_refused_stays_where_it_was(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Sweep = Begun });
        Expect.False(await store.TrySaveAsync(Envelopes("1") with { Sweep = Begun with { Cursor = new("p2"), Pages = 2 }, Lease = new(Tenant, 7) }), "A page under a lease that nobody took is accepted");
        Expect.Sequence([Begun], await store.Sweeps.ListSweepsAsync(Tenant, None));
    }
}
