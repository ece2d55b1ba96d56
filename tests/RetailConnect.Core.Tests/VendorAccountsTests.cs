namespace RetailConnect.Core.Tests;

public sealed class VendorAccountsTests
{
    private static readonly VendorAccount Shop = new("shopify", "northwind.myshopify.com");
    private readonly VendorAccounts accounts = new();

    [Fact]
    public void An_account_has_one_budget_whoever_asks_first()
    {
        var first = accounts.Share(Shop, () => new Purse(3));
        Assert.Same(first, accounts.Share(Shop, () => new Purse(5)));
        Assert.NotSame(first, accounts.Share(Shop with { System = "square" }, () => new Purse(5)));
    }

    [Fact]
    public void A_budget_of_another_kind_for_the_same_account_is_a_mistake()
    {
        accounts.Share(Shop, () => new Purse(3));
        var error = Assert.Throws<InvalidOperationException>(() => accounts.Share(Shop, () => new Chest()));
        Assert.Equal("The account shopify/northwind.myshopify.com has a Purse already; it can't have a Chest too.", error.Message);
    }

    [Fact]
    public void The_forecast_covers_every_account()
    {
        accounts.Share(Shop, () => new Purse(3));
        accounts.Share(Shop with { Name = "contoso.myshopify.com" }, () => new Purse(0));
        Assert.Equal([("contoso.myshopify.com", 0), ("northwind.myshopify.com", 3)], accounts.Forecast().Select(entry => (entry.Key.Name, entry.Value.Calls)).Order());
    }

    [Fact]
    public async Task The_priority_travels_with_the_flow_of_control_and_not_back()
    {
        Assert.Equal(CallPriority.Orders, CallScope.Priority);
        await SetAsync();
        Assert.Equal(CallPriority.Orders, CallScope.Priority);

        static async Task SetAsync()
        {
            CallScope.Priority = CallPriority.Backfill;
            await Task.Yield();
            Assert.Equal(CallPriority.Backfill, CallScope.Priority);
        }
    }

    private sealed class Purse(int waiting) : IVendorBudget
    {
        public DrainForecast Forecast() => new(waiting, waiting, TimeSpan.FromSeconds(waiting));
    }

    private sealed class Chest : IVendorBudget
    {
        public DrainForecast Forecast() => default;
    }
}
