using QuickStart;
using static RetailConnect.EndToEnd.Tests.ComparedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A comparison at a time of day, by the clocks of the retailer's business.</summary>
public sealed class ScheduledComparisonTests
{
    private static readonly DateTimeOffset TwentyPastNineInBerlin = new(2026, 11, 27, 8, 20, 0, TimeSpan.Zero);

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task A_lane_is_compared_at_its_time_by_the_retailers_clocks_and_not_before()
    {
        await using var retailer = Scheduled();
        await RunAsync(retailer, async () =>
        {
            await Task.Delay(TwentyPastNineInBerlin - retailer.Time.GetUtcNow() - TimeSpan.FromSeconds(1), retailer.Time);
            Assert.Empty(await ListAsync(retailer));
            await UntilAsync(retailer, async () => (await ListAsync(retailer)).Count == 2);
            Assert.All(await ListAsync(retailer), found => Assert.Equal(("catalog", TwentyPastNineInBerlin), (found.Lane.Sync, found.StartedAt)));
        });
    }

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task A_comparison_that_a_host_missed_is_made_once_when_it_starts_again()
    {
        await using var retailer = Scheduled();
        await RunAsync(retailer, async () =>
        {
            await CompareAsync(retailer, "catalog", "web");
            var before = Assert.Single(await ListAsync(retailer)).StartedAt;
            Assert.True(before < TwentyPastNineInBerlin);
            await retailer.StopHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(40), retailer.Time);
            await retailer.StartHostAsync();
            var started = retailer.Time.GetUtcNow();
            await UntilAsync(retailer, async () => (await ListAsync(retailer)).Any(found => found.StartedAt > before));
            var made = Assert.Single(await ListAsync(retailer)).StartedAt;
            Assert.InRange(made, started, started.AddMinutes(1));
            await Task.Delay(TimeSpan.FromMinutes(20), retailer.Time);
            Assert.Equal(made, Assert.Single(await ListAsync(retailer)).StartedAt);
        });
    }

    private static RetailerInProcess Scheduled() => new(Options())
    {
        Compose = (tenant, vendors) =>
        {
            tenant.TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
            Northwind.Compose(tenant, vendors, static _ => { }, static catalog => catalog.Options.CompareAt = "20 9 * * *");
        },
    };
}
