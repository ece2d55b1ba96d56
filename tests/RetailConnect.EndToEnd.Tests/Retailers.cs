using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What most scenarios need of a small retailer: it runs, somebody buys in its shop, and everything is looked at.</summary>
internal static class Retailers
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static SandboxOptions Small => new() { Seed = 11, Scale = new RetailerScale().Times(0.02) };

    public static RetailerInProcess Create(SandboxOptions options, Action<TenantBuilder, SandboxAddresses>? compose = null) => new(options) { Compose = compose ?? Northwind.Compose };

    /// <summary>Runs the host until all is loaded and quiet, and then the scenario.</summary>
    public static Task RunAsync(this RetailerInProcess retailer, Func<Task> work) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
        await work();
    });

    /// <summary>The shop's location with most goods.</summary>
    public static (string Id, string Name) Place(this RetailerInProcess retailer) => retailer.Sandbox.Shopify.Locations.MaxBy(place => retailer.Sandbox.Shopify.Levels.Count(level => level.Location == place.Name && level.Available > 5));

    /// <summary>Something that the shop has in stock there.</summary>
    public static string Goods(this RetailerInProcess retailer, int number = 0) =>
        retailer.Sandbox.Shopify.Levels.Where(level => level.Available > 5 && level.Location == retailer.Place().Name).Select(level => level.Sku).Order(StringComparer.Ordinal).ElementAt(number);

    /// <summary>What the first customer of the shop puts into an order: one unit, and shipping.</summary>
    public static ShopBasket Basket(this RetailerInProcess retailer, int units = 1) => new(retailer.Sandbox.Shopify.Customers[0].Id, retailer.Place().Id, [(retailer.Goods(), units, 0m)], 4.95m, 0m);

    /// <summary>Places an order and waits until nothing moves any more.</summary>
    public static async Task<ShopOrder> BuyAsync(this RetailerInProcess retailer, ShopBasket basket)
    {
        var order = retailer.Sandbox.Shopify.PlaceOrder(basket);
        await retailer.QuietAsync();
        return order;
    }

    public static string Reference(this ShopOrder order) => CanonicalIds.Of("web", order.Id).Value;

    /// <summary>The order's document in the ERP; null when there is none.</summary>
    public static ErpDocument? Document(this RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.BusinessCentral.Documents.SingleOrDefault(document => document.Reference == order.Reference() && !document.CreditMemo);

    public static ValueTask<IReadOnlyList<DeadLetter>> LettersAsync(this RetailerInProcess retailer) => retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None);

    /// <summary>Nothing is left for a person, and everything is accounted for.</summary>
    public static async Task SettledAsync(this RetailerInProcess retailer)
    {
        Assert.Empty(await retailer.LettersAsync());
        Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
    }
}
