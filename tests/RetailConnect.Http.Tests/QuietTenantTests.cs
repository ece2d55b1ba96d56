using RetailConnect.Http.Tests.Simulated;

namespace RetailConnect.Http.Tests;

/// <summary>One tenant's backfill does not slow another's orders on the same vendor account.</summary>
public sealed class QuietTenantTests
{
    private const int Changes = 100_000;
    private const double MostSlower = 1.5;

    [Theory]
    [InlineData(100, 1)]
    [InlineData(100, 2)]
    [InlineData(1000, 3)]
    public void Orders_are_as_fast_as_alone_when_another_tenant_backfills_a_hundred_thousand_changes_into_the_shop(int rate, int seed) =>
        Compare($"Shopify, {rate} points/s", seed, TimeSpan.FromSeconds(900.0 / rate), world => new LeakyAccount(world, new(world, rate)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Orders_are_as_fast_as_alone_when_another_tenant_backfills_a_hundred_thousand_changes_into_the_books(int seed) =>
        Compare("Business Central", seed, TimeSpan.FromSeconds(7), world => new WindowAccount(world));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Orders_are_as_fast_as_alone_when_another_tenant_backfills_where_only_calls_in_flight_are_limited(int seed) =>
        Compare("eight at once", seed, TimeSpan.FromSeconds(4), world => new SlotAccount(world, 8));

    private static void Compare(string what, int seed, TimeSpan every, Func<World, IVendor> open)
    {
        var (alone, _) = Measure(seed, every, open, 0);
        var (beside, took) = Measure(seed, every, open, Changes);
        var (own, slowed) = (alone.Percentile(0.99), beside.Percentile(0.99));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{what}, seed {seed}: p99 {own:F0} ms alone, {slowed:F0} ms beside the backfill ({slowed / own:F2} times), median {alone.Percentile(0.5):F0} and {beside.Percentile(0.5):F0} ms, {beside.Count} calls; the backfill took {took.TotalMinutes:F0} min");
        Assert.InRange(slowed, 0, own * MostSlower);
    }

    /// <summary>Calls of the quiet tenant while the backfill runs; the time that it took.</summary>
    private static (List<double> Latencies, TimeSpan Backfill) Measure(int seed, TimeSpan every, Func<World, IVendor> open, int changes)
    {
        var world = new World(seed);
        var vendor = open(world);
        var latencies = new List<double>();
        var backfill = TimeSpan.Zero;
        world.Run(() => Task.WhenAll(BackfillAsync(), OrdersAsync()));
        Assert.True(changes == 0 || backfill > world.Passed * 0.8, $"The backfill ended after {backfill}, and there was nothing left to compare for {world.Passed}.");
        return (latencies, backfill);

        async Task BackfillAsync()
        {
            await vendor.BackfillAsync(changes, () => Waiting.Claim(10, CallPriority.Backfill, "contoso"), 64);
            backfill = world.Passed;
        }

        async Task OrdersAsync() =>
            latencies = await vendor.CallNowAndThenAsync(world, seed, 700, every, random => Waiting.Claim(random.Next(10, 150)));
    }
}
