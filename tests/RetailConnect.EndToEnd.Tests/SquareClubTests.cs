using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Faults;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Days of a retailer whose club is the loyalty programme of its till, judged from the ledger of that programme.</summary>
public sealed class SquareClubTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Theory]
    [InlineData("none", 31)]
    [InlineData("storm", 32)]
    [InlineData("storm", 33)]
    public async Task Each_order_has_its_points_once_and_each_return_takes_its_share_once(string faults, int seed)
    {
        var lost = new LostPoints();
        await using var retailer = Create(faults, seed, lost);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            BuySomething(retailer.Sandbox.Shopify);
            retailer.Sandbox.StartDay();
            if (faults is "storm")
            {
                for (var stop = 1; stop <= 3; stop++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(4 + stop), retailer.Time);
                    await retailer.StopHostAsync();
                    await Task.Delay(TimeSpan.FromSeconds(stop), retailer.Time);
                    await retailer.StartHostAsync();
                }
            }

            await retailer.QuietAsync();
        });

        var sandbox = retailer.Sandbox;
        Assert.Empty(SquareClub.Differences(sandbox));
        Assert.NotEmpty(sandbox.Shopify.Refunds);
        Assert.Contains(sandbox.Square.Returns, taken => taken.Reference is not null);
        Assert.True(lost is { Earned: > 0, TakenBack: > 0, Opened: > 0 }, $"Lost were {lost.Earned}, {lost.TakenBack} and {lost.Opened} answers.");
        Assert.Equal(sandbox.Square.LoyaltyCards.Count, sandbox.Square.LoyaltyCards.DistinctBy(card => card.Phone).Count());
        Assert.Empty(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None));
        Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
    }

    private static RetailerInProcess Create(string faults, int seed, LostPoints lost)
    {
        RetailerInProcess? retailer = null;
        return retailer = new RetailerInProcess(new SandboxOptions
        {
            Seed = seed, Scale = new RetailerScale { StoreSales = 0, Returns = 600 }.Times(0.05) with { StoreSales = 0 }, Faults = faults is "storm" ? FaultProfile.Storm : FaultProfile.None,
        })
        {
            Compose = (tenant, vendors) => SquareClub.Compose(tenant, vendors, retailer!.Sandbox.Square.Locations[0]), Wire = lost.Over,
        };
    }

    /// <summary>Two people of one household who gave the same number, and one who gave none.</summary>
    private static void BuySomething(ShopifySimulator shop)
    {
        foreach (var (first, phone) in new[] { ("Anna", "+442079460999"), ("Bert", "+442079460999"), ("Carl", "") })
        {
            var customer = shop.AddCustomer(first, "Household", $"{first}@household.example", phone);
            var (sku, location, _) = shop.Levels.First(level => level.Available > 5);
            shop.PlaceOrder(new ShopBasket(customer, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
        }
    }
}
