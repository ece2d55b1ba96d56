using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>QuickStart's retailer as tests of kits and of stock rules use it: what customers and clerks do there, and what the four systems show.</summary>
internal static class KitRetailer
{
    public const string Warehouse = "WEB";
    public const string Store = "S1";

    /// <summary>One <see cref="Shirt"/> and two <see cref="Sock"/>.</summary>
    public const string Trio = "KIT1";

    /// <summary>One <see cref="Sock"/> and one <see cref="Hat"/>.</summary>
    public const string Pair = "KIT2";

    /// <summary>One <see cref="Pair"/> and one <see cref="Scarf"/>.</summary>
    public const string Box = "KIT3";

    public const string Shirt = "1000-01";
    public const string Sock = "1000-02";
    public const string Hat = "1000-03";
    public const string Scarf = "1000-04";
    public static RetailerInProcess Create(
        Action<TenantBuilder, SandboxAddresses>? compose = null, Func<string, HttpMessageHandler, HttpMessageHandler>? wire = null, Action<RetailConnectBuilder>? configure = null, double scale = 0.02) =>
        new(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(scale) }) { Compose = compose ?? Northwind.Compose, Wire = wire ?? ((_, inner) => inner), Configure = configure ?? (static _ => { }) };

    /// <summary>The retailer with kits that a test may change between two hosts.</summary>
    public static Action<TenantBuilder, SandboxAddresses> With(Func<IReadOnlyList<RetailKit>> kits) => (tenant, vendors) => Northwind.Compose(tenant, vendors with { Kits = kits() });

    public static async Task RestartAsync(this RetailerInProcess retailer)
    {
        await retailer.BuryHostAsync();
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
    }

    /// <summary>A member orders from the warehouse; nobody waits for anything.</summary>
    public static ShopOrder Order(this RetailerInProcess retailer, params (string Sku, int Units, decimal Discount)[] goods) =>
        retailer.Sandbox.Shopify.PlaceOrder(new ShopBasket(retailer.Sandbox.Shopify.Customers[0].Id, retailer.Web(Warehouse).Id, goods, 4.95m, 0m));

    public static async Task<ShopOrder> OrderedAsync(this RetailerInProcess retailer, params (string Sku, int Units, decimal Discount)[] goods)
    {
        var order = retailer.Order(goods);
        await retailer.QuietAsync();
        return order;
    }

    /// <summary>Somebody buys in the store.</summary>
    public static PosOrder Sell(this RetailerInProcess retailer, string sku, int units) => retailer.Sandbox.Square.Sell(new StoreSale(retailer.Till(Store), null, [(sku, units, 0m)], 0m, Cash: false));

    public static (string Id, string Name) Web(this RetailerInProcess retailer, string code) => retailer.Sandbox.Shopify.Locations.Single(place => place.Name == NameOf(code));

    public static string Till(this RetailerInProcess retailer, string code) => retailer.Sandbox.Square.Locations.First(id => retailer.Sandbox.Square.Look(Shirt, id) is { } shown && shown.Quantity == retailer.Pos(Shirt, code)!.Value);

    /// <summary>What the web shop offers; null for nothing known.</summary>
    public static decimal? Shop(this RetailerInProcess retailer, string sku, string code = Warehouse) =>
        retailer.Sandbox.Shopify.Levels.Where(level => level.Sku == sku && level.Location == NameOf(code)).Select(level => (decimal?)level.Available).SingleOrDefault();

    /// <summary>What the till offers; null for nothing known.</summary>
    public static decimal? Pos(this RetailerInProcess retailer, string sku, string code = Store) =>
        retailer.Sandbox.Square.Counts.Where(count => count.Sku == sku && count.Location == NameOf(code)).Select(count => (decimal?)count.Quantity).SingleOrDefault();

    /// <summary>What the ERP may sell.</summary>
    public static decimal Erp(this RetailerInProcess retailer, string sku, string code = Warehouse) =>
        retailer.Sandbox.BusinessCentral.Stock.Where(stock => stock.Sku == sku && stock.Location == code).Sum(stock => stock.OnHand - stock.OnOrders + stock.OnCredits);

    /// <summary>Recounts a variant, so that the ERP may sell so many.</summary>
    public static void Recount(this RetailerInProcess retailer, string sku, int units, string code = Warehouse) =>
        retailer.Sandbox.BusinessCentral.MoveStock(sku.Split('-')[0], sku.Split('-')[1], code, units - retailer.Erp(sku, code));

    public static ErpDocument Document(this RetailerInProcess retailer, string reference) => retailer.Sandbox.BusinessCentral.Documents.Single(document => document.Reference == reference);

    public static IReadOnlyList<(string Sku, decimal Units)> Held(ErpDocument document) => [.. document.Lines.Select(line => (line.Sku, line.Units)).Order()];

    /// <summary>Nothing is parked, nothing is lost, and the judge finds no fault.</summary>
    public static async Task ProvenAsync(this RetailerInProcess retailer)
    {
        Assert.Empty(await retailer.LettersAsync());
        Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
        Assert.All(retailer.Sandbox.Prove().Where(proof => proof.Name != "day"), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
    }

    public static async Task UntilAsync(this RetailerInProcess retailer, Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }

    public static Task<Comparison> CompareAsync(this RetailerInProcess retailer, string target) =>
        retailer.Host.GetRequiredService<IReconciliation>().CompareAsync(new(RetailerInProcess.Tenant, "inventory", target), null, CancellationToken.None);

    private static string NameOf(string code) => code == Warehouse ? "Web warehouse" : $"Store {code[1..]}";
}
