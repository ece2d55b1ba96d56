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
    [Cites("points kept after a refund", "odoo#257854", "odoo#212922", "odoo#221928")]
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

    [Fact]
    [Cites("points kept after a refund", "odoo#257854")]
    public async Task Order_that_is_called_off_gives_back_what_is_left_of_its_points_and_a_changed_one_is_for_a_person()
    {
        var stall = new StallOptions { Customers = [Change.Upserted("C1", "1", new Customer { Id = "C1", Phone = "+442079460777" })] };
        var time = new VirtualTime();
        await using var sandbox = RetailSandbox.Create(new() { Scale = new() { Items = 1, VariantsPerItem = 1, Stores = 1, Customers = 0 } }, time);
        await using var house = new SmallHouse
        {
            Time = time, Transport = new InProcessTransport(sandbox, (_, inner) => inner),
            Compose = tenant => tenant
                .AddConnection<StallConnector, StallOptions>("stall", options => (options.Customers, options.Orders, options.Returns) = (stall.Customers, stall.Orders, stall.Returns))
                .AddSquareLoyalty("club", options => SquareClub.Configure(options, new("https://square.example"), sandbox.Square.Locations[0]))
                .SyncCustomers(from: ["stall"], to: ["club"], sync => sync.Options.Every = Often)
                .SyncLoyalty(from: ["stall"], to: "club", sync => sync.Options.Every = Often)
                .SyncReturns(from: ["stall"], to: ["club"], sync => sync.Options.Every = Often),
        };
        IReadOnlyList<DeadLetter> letters = [];
        await house.RunAsync(async () =>
        {
            stall.Orders.AddRange([Sold("O1", 25.60m), Sold("O2", 10), Sold("O3", 7)]);
            await HappenedAsync(house);
            stall.Returns.Add(Back("R1", "O1", 12.80m));
            await HappenedAsync(house);
            stall.Orders.AddRange([Sold("O1", 25.60m, OrderStatus.Cancelled), Sold("O2", 10, OrderStatus.Completed), Sold("O3", 9)]);
            await HappenedAsync(house);
            stall.Returns.Add(Back("R2", "O1", 12.80m));
            await HappenedAsync(house);
            letters = await house.DeadLetters.ListAsync(SmallHouse.Tenant, null, 10, CancellationToken.None);
        });

        Assert.Equal([25, 10, 7], sandbox.Square.LoyaltyMovements.Where(move => move.Type == "ACCUMULATE_POINTS").Select(move => move.Points).OrderDescending());
        Assert.Equal([-12, -13], sandbox.Square.LoyaltyMovements.Where(move => move.Type == "ADJUST_POINTS").Select(move => move.Points));
        Assert.Equal(17, Assert.Single(sandbox.Square.LoyaltyCards).Balance);
        Assert.Equal((Reasons.ChangedAfterPosting, "O3"), Assert.Single(letters) is var letter ? (letter.Reason, letter.Entity.Value) : default);
    }

    private static TimeSpan Often { get; } = TimeSpan.FromSeconds(5);

    private static async Task HappenedAsync(SmallHouse house)
    {
        await Task.Delay(Often * 3, house.Time);
        await house.QuietAsync();
    }

    private static Change<Order> Sold(string id, decimal price, OrderStatus status = OrderStatus.Open) => Change.Upserted(id, $"{price}/{status}", new Order
    {
        Id = id, PlacedAt = DateTimeOffset.UnixEpoch, Status = status, Customer = new("C1"), Total = MoneyPair.Of(new(price, "EUR")), TaxesIncluded = true,
        Lines = [new OrderLine { Id = "1", Sku = new("S-1"), Quantity = 1, UnitPrice = MoneyPair.Of(new(price, "EUR")) }],
    });

    private static Change<Return> Back(string id, string order, decimal amount) => Change.Upserted(id, "1", new Return
    {
        Id = id, Order = new() { Id = order }, ReturnedAt = DateTimeOffset.UnixEpoch, Customer = new("C1"), Total = MoneyPair.Of(new(amount, "EUR")),
        Lines = [new ReturnLine { Id = "1", OrderLine = "1", Sku = new("S-1"), Quantity = 1, Amount = MoneyPair.Of(new(amount, "EUR")), Restocked = false }],
    });

    private static RetailerInProcess Create(string faults, int seed, LostPoints lost)
    {
        RetailerInProcess? retailer = null;
        return retailer = new RetailerInProcess(new SandboxOptions
        {
            // This club leaves an edited order to a person, which has a test of its own.
            Seed = seed, Scale = new RetailerScale { StoreSales = 0, Returns = 600 }.Times(0.05) with { StoreSales = 0, Edits = 0 }, Faults = faults is "storm" ? FaultProfile.Storm : FaultProfile.None,
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
            var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
            shop.PlaceOrder(new ShopBasket(customer, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
        }
    }
}
