using RetailConnect.Http.Tests.Simulated;

namespace RetailConnect.Http.Tests;

/// <summary>A shop that always has work waiting: all of its allowance is used, and Shopify never has to say THROTTLED.</summary>
public sealed class SaturationTests
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan End = TimeSpan.FromMinutes(32);

    public static TheoryData<int, int> PlansAndSeeds => [.. from rate in new[] { 100, 200, 1000 } from seed in Enumerable.Range(1, 4) select (rate, seed)];

    [Theory, MemberData(nameof(PlansAndSeeds))]
    public void The_allowance_is_used_and_nothing_is_refused_when_a_backfill_saturates_it(int rate, int seed)
    {
        var world = new World(seed);
        var shop = new LeakyVendor(world, rate);
        var account = new LeakyAccount(world, shop);
        Judge(world, shop, () => account.SaturateAsync(world, () => Waiting.Claim(world.Random.Next(10, 501), CallPriority.Backfill), 64, End), $"backfill, {rate} points/s, seed {seed}");
    }

    [Theory, MemberData(nameof(PlansAndSeeds))]
    public void The_allowance_is_used_and_nothing_is_refused_when_all_priorities_of_three_tenants_saturate_it(int rate, int seed)
    {
        var world = new World(seed);
        var shop = new LeakyVendor(world, rate);
        var account = new LeakyAccount(world, shop);
        Judge(world, shop, () => Task.WhenAll(
            from tenant in new[] { "northwind", "contoso", "fabrikam" }
            from priority in Enum.GetValues<CallPriority>()
            select account.SaturateAsync(world, () => Waiting.Claim(world.Random.Next(1, priority == CallPriority.Orders ? 200 : 1001), priority, tenant), 6, End)), $"all priorities, {rate} points/s, seed {seed}");
    }

    [Theory, MemberData(nameof(PlansAndSeeds))]
    public void The_allowance_is_used_and_nothing_is_refused_when_two_hosts_share_it(int rate, int seed)
    {
        var world = new World(seed);
        var shop = new LeakyVendor(world, rate);
        LeakyAccount[] hosts = [new(world, shop, 0.5), new(world, shop, 0.5)];
        Judge(world, shop, () => Task.WhenAll(hosts.Select(host => host.SaturateAsync(world, () => Waiting.Claim(world.Random.Next(10, 501), CallPriority.Stock), 64, End))), $"two hosts, {rate} points/s, seed {seed}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Nothing_is_refused_when_the_host_starts_anew_on_a_bucket_that_is_nearly_empty(int seed)
    {
        var world = new World(seed);
        var shop = new LeakyVendor(world, 100);
        shop.Use(1950);
        var account = new LeakyAccount(world, shop);
        world.Run(() => account.SaturateAsync(world, () => Waiting.Claim(world.Random.Next(1, 50)), 64, TimeSpan.FromMinutes(2)));
        Assert.Equal(0, shop.Refused);
    }

    [Fact]
    public void Refusals_end_after_somebody_else_emptied_the_bucket()
    {
        var world = new World(1);
        var shop = new LeakyVendor(world, 100);
        var account = new LeakyAccount(world, shop);
        var refusedAtOnce = 0;
        world.Run(() => Task.WhenAll(
            account.SaturateAsync(world, () => Waiting.Claim(world.Random.Next(10, 100), CallPriority.Backfill), 64, TimeSpan.FromMinutes(10)),
            StealAsync()));
        Assert.Equal(refusedAtOnce, shop.Refused);
        Assert.InRange(refusedAtOnce, 1, 20);

        async Task StealAsync()
        {
            await world.RestAsync(120_000);
            shop.Use(700);
            await world.RestAsync(3_000);
            refusedAtOnce = shop.Refused;
        }
    }

    private static void Judge(World world, LeakyVendor shop, Func<Task> work, string what)
    {
        var used = 0d;
        world.Run(() => Task.WhenAll(work(), MeasureAsync()));
        var part = used / (shop.Rate * (End - WarmUp).TotalSeconds);
        TestContext.Current.TestOutputHelper?.WriteLine($"{what}: {part:P2} used, {shop.Refused} refused");
        Assert.Equal(0, shop.Refused);
        Assert.InRange(part, 0.99, 1.005);

        async Task MeasureAsync()
        {
            await world.RestAsync(WarmUp.TotalMilliseconds);
            var before = shop.Used;
            await world.RestAsync((End - WarmUp).TotalMilliseconds);
            used = shop.Used - before;
        }
    }
}
