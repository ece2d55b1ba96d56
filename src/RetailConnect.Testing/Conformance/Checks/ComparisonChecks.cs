using System.Text;
using static RetailConnect.Testing.Sample;

namespace RetailConnect.Testing;

/// <summary>What a store keeps of comparisons: the last one of each lane.</summary>
internal static class ComparisonChecks
{
    public static IEnumerable<StoreCheck> All => [StoreCheck.Of(The_last_comparison_of_a_lane_is_kept_whole), StoreCheck.Of(A_comparison_whose_commit_is_refused_leaves_the_one_before)];

    public static Comparison Of(LaneKey lane, int drifts = 1) => new()
    {
        Lane = lane, Type = EntityType.Product, Fields = [ObservedField.Price, ObservedField.Gtin], StartedAt = Noon, EndedAt = Noon.AddSeconds(7).AddTicks(3), Expected = 100_000, Observed = 99_999, LookedAtAgain = 3, Reads = 42,
        Found = 2, Drifts = drifts,
        Discrepancies =
        [
            new()
            {
                Key = "Größe-Ø 42 🧦", Kind = DiscrepancyKind.Different, State = DiscrepancyState.Drift, Reason = "changed-in-target", Origin = "erp", SourceEntity = "i-1", TargetEntity = "gid://shopify/Product/1",
                Fields = [new(ObservedField.Price, "12.00 EUR", "21.00 EUR")], FirstSeenAt = Noon.AddDays(-1),
            },
            new() { Key = "B", Kind = DiscrepancyKind.Missing, State = DiscrepancyState.InFlight, Reason = "pending", FirstSeenAt = Noon },
        ],
    };

    private static async Task The_last_comparison_of_a_lane_is_kept_whole(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        var other = Lane with { Target = "a-shop" };
        var foreign = Lane with { Tenant = OtherTenant };
        foreach (var comparison in new[] { Of(Lane), Of(other), Of(foreign), Of(Lane, drifts: 7) })
        {
            await store.SaveAsync(new() { Comparison = comparison });
        }

        Expect.Sequence([Text(Of(other)), Text(Of(Lane, drifts: 7))], await ListAsync(store, Tenant));
        Expect.Sequence([Text(Of(foreign))], await ListAsync(store, OtherTenant));
    }

    private static async Task A_comparison_whose_commit_is_refused_leaves_the_one_before(StoreBench bench)
    {
        await using var store = await bench.OpenAsync();
        await store.SaveAsync(new() { Comparison = Of(Lane) });
        Expect.False(await store.TrySaveAsync(new() { Comparison = Of(Lane, drifts: 7), Lease = new(Tenant, 7) }), "A comparison under a lease that nobody took is accepted");
        Expect.Sequence([Text(Of(Lane))], await ListAsync(store, Tenant));
    }

    private static async Task<IReadOnlyList<string>> ListAsync(StorePorts store, TenantId tenant) => [.. (await store.Comparisons.ListComparisonsAsync(tenant, None)).Select(Text)];

    private static string Text(Comparison comparison) => Encoding.UTF8.GetString(CanonicalJson.Serialize(comparison));
}
