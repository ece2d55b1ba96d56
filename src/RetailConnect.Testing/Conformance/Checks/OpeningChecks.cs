using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>How a store is opened, shared and closed.</summary>
internal static class OpeningChecks
{
    public static IEnumerable<StoreCheck> All =>
    [
        StoreCheck.Of(Opening_twice_is_opening_once), StoreCheck.Of(A_store_that_is_not_open_or_closed_says_so), StoreCheck.Of(A_second_host_shares_the_store_or_is_kept_out),
        StoreCheck.Of(A_store_of_a_newer_version_is_refused_and_not_touched, StoreCapability.NewerSchema, StoreCapability.Reopening),
    ];

    private static async Task Opening_twice_is_opening_once(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.Writer.OpenAsync(None);
        Expect.Equal(new StoreReceipt(0, 1), await store.SaveAsync(Envelopes("1")));
    }

    private static async Task A_store_that_is_not_open_or_closed_says_so(StoreBench bench)
    {
        var store = bench.Create();
        await RefusesAsync(store);
        await store.Writer.OpenAsync(None);
        await store.SaveAsync(Envelopes("1"));
        await store.DisposeAsync();
        await RefusesAsync(store);
        await store.DisposeAsync();
    }

    private static async Task A_second_host_shares_the_store_or_is_kept_out(StoreBench bench)
    {
        await using var first = await bench.OpenAsync();
        await using var second = bench.Create();
        if (first.Leases.IsShared)
        {
            await second.Writer.OpenAsync(None);
            await second.SaveAsync(Envelopes("1"));
            Expect.Sequence(["1"], await first.EntitiesAsync());
        }
        else
        {
            await Expect.RefusalAsync(() => second.Writer.OpenAsync(None).AsTask());
        }

        Expect.Equal(new StoreReceipt(0, 1), await first.SaveAsync(Envelopes("2")));
    }

    private static async Task A_store_of_a_newer_version_is_refused_and_not_touched(StoreBench bench)
    {
        await using (var store = await bench.OpenAsync())
        {
            await store.SaveAsync(Envelopes("1"));
        }

        await bench.Changeable.ChangeAsync(PlaceCondition.Newer, None);
        var before = await bench.Changeable.ReadContentAsync(None);
        await using (var store = bench.Create())
        {
            Expect.True((await Expect.RefusalAsync(() => store.Writer.OpenAsync(None).AsTask())).Lasting, "The refusal is lasting");
            await Expect.RefusalAsync(() => store.SaveAsync(Envelopes("2")));
        }

        Expect.Equal(before, await bench.Changeable.ReadContentAsync(None));
        await bench.Changeable.ChangeAsync(PlaceCondition.Usual, None);
        await using var again = await bench.OpenAsync();
        Expect.Sequence(["1"], await again.EntitiesAsync());
    }

    private static async Task RefusesAsync(StorePorts store)
    {
        Func<Task>[] calls =
        [
            () => store.SaveAsync(Envelopes("2")), () => store.PendingAsync(), () => store.TallyAsync(), () => store.DeadAsync(), () => store.HintsAsync(),
            () => store.Checkpoints.LoadAsync(WebOrders, None).AsTask(), () => store.Inbox.CountHintsAsync(Tenant, None).AsTask(),
            () => store.Inbox.IsPendingAsync(Tenant, Lane.Target, EntityType.Order, new("A"), None).AsTask(),
            () => store.Crosswalk.FindExternalAsync(Scope, new("A"), None).AsTask(), () => store.Crosswalk.FindCanonicalAsync(Scope, "1", None).AsTask(), () => store.Crosswalk.FindFingerprintAsync(Scope, new("A"), None).AsTask(),
            () => store.DeadLetters.ReplayAsync(Tenant, [1], None).AsTask(), () => store.Ledger.SumUnpostedAsync(Tenant, [], Noon, None).AsTask(),
            () => store.Desk.GroupAsync(Tenant, None).AsTask(), () => store.Desk.ListAsync(new(Tenant), 0, 1, None).AsTask(), () => store.Desk.FindAsync(Tenant, 1, None).AsTask(),
            () => store.Desk.DecideAsync(new() { Tenant = Tenant, Envelopes = [1], Kind = DecisionKind.Dismiss }, None).AsTask(), () => store.Sweeps.ListSweepsAsync(Tenant, None).AsTask(),
            () => store.Comparisons.ListComparisonsAsync(Tenant, None).AsTask(),
            () => store.History.FindAsync(Tenant, "1", None).AsTask(), () => store.History.LoadAsync(Tenant, new(EntityType.Order, new("1")), "1", 1, None).AsTask(),
            () => store.Leases.LookAsync(Tenant, None).AsTask(), () => store.Leases.TakeAsync(Tenant, "host", new("", 0, 0), None).AsTask(),
            () => store.Leases.BeatAsync(new(Tenant, 1), None).AsTask(), () => store.Leases.ReleaseAsync(new(Tenant, 1), None).AsTask(), () => store.Writer.PurgeAsync(1, None).AsTask(),
        ];
        foreach (var (call, number) in calls.Select((call, i) => (call, i + 1)))
        {
            await Expect.RefusalAsync(call, $"Call {number} of {calls.Length} on a store that is not open");
        }
    }
}
