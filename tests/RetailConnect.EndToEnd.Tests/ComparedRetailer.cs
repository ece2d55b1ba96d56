using Microsoft.Extensions.DependencyInjection;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>QuickStart's retailer as tests of comparisons use it, and what staff does by hand there.</summary>
internal static class ComparedRetailer
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static decimal PriceIn(RetailerInProcess retailer, string channel, string sku) =>
        channel is "web" ? retailer.Sandbox.Shopify.Variants.First(variant => variant.Sku == sku).Price : retailer.Sandbox.Square.Variations.First(variation => variation.Sku == sku).Price;

    public static void SetPrice(RetailerInProcess retailer, string channel, string sku, decimal price)
    {
        if (channel is "web")
        {
            retailer.Sandbox.Shopify.SetPrice(sku, price);
        }
        else
        {
            retailer.Sandbox.Square.SetPrice(sku, price);
        }
    }

    public static ValueTask<IReadOnlyList<Comparison>> ListAsync(RetailerInProcess retailer) => Reconciliation(retailer).ListAsync(RetailerInProcess.Tenant, CancellationToken.None);

    public static Task UntilAsync(RetailerInProcess retailer, Func<bool> reached) => UntilAsync(retailer, () => Task.FromResult(reached()));

    public static async Task UntilAsync(RetailerInProcess retailer, Func<Task<bool>> reached)
    {
        while (!await reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }

    public static (DiscrepancyKind Kind, string Reason) Of(Comparison found, string key) => found.Discrepancies.Single(item => item.Key == key) is var item ? (item.Kind, item.Reason) : default;

    public static SandboxOptions Options() => new() { Seed = 11, Scale = new RetailerScale().Times(0.02) };

    public static RetailerInProcess Retailer(Func<string, HttpMessageHandler, HttpMessageHandler>? wire = null) => new(Options()) { Wire = wire ?? ((_, inner) => inner) };

    public static Task RunAsync(RetailerInProcess retailer, Func<Task> work) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
        await work();
    });

    public static IReconciliation Reconciliation(RetailerInProcess retailer) => retailer.Host.GetRequiredService<IReconciliation>();

    public static Task<Comparison> CompareAsync(RetailerInProcess retailer, string sync, string target) => Reconciliation(retailer).CompareAsync(new(RetailerInProcess.Tenant, sync, target), null, CancellationToken.None);

    public static (string Sku, string Location) Place(RetailerInProcess retailer, string channel) => channel is "web"
        ? retailer.Sandbox.Shopify.Levels.Where(level => level.Available > 0).Select(level => (level.Sku, level.Location)).Order().First()
        : retailer.Sandbox.Square.Counts.Where(count => count.Quantity > 0).Select(count => (count.Sku, count.Location)).Order().First();

    /// <summary>A customer buys one unit of something that the shop has plenty of.</summary>
    public static void Buy(RetailerInProcess retailer)
    {
        var shop = retailer.Sandbox.Shopify;
        var place = shop.Locations.MaxBy(location => shop.Levels.Count(level => level.Location == location.Name && level.Available > 5));
        var sku = shop.Levels.Where(level => level.Location == place.Name && level.Available is > 5 and < 500).Select(level => level.Sku).Order(StringComparer.Ordinal).Last();
        shop.PlaceOrder(new ShopBasket(shop.Customers[0].Id, place.Id, [(sku, 1, 0m)], 4.95m, 0m));
    }

    public static void Count(RetailerInProcess retailer, string channel, string sku, string location, int units)
    {
        if (channel is "web")
        {
            retailer.Sandbox.Shopify.SetAvailable(sku, location, units);
        }
        else
        {
            retailer.Sandbox.Square.SetCount(sku, location, units);
        }
    }
}
