using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>An ERP that sells by the box what its channels count by the piece.</summary>
public sealed class UnitOfMeasureTests
{
    private const int InBox = 6;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>A line without unit would be sold by the item's sales unit: two boxes for two pieces.</summary>
    [Fact]
    [Cites("pieces sold as boxes")]
    public async Task What_the_shop_sells_by_the_piece_leaves_the_ERP_by_the_piece()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var (sku, location, before) = Boxed(retailer, sells: true);
            var order = Sell(retailer, sku, location, 2);
            await retailer.QuietAsync();
            Assert.Equal((before, 2m), Stock(retailer, sku, location));

            retailer.Sandbox.BusinessCentral.Post(Reference(order));
            await retailer.QuietAsync();
            Assert.Equal((before - 2, 0m), Stock(retailer, sku, location));
            Assert.Equal(2, Assert.Single(Assert.Single(retailer.Sandbox.Shopify.Fulfillments).Lines).Units);

            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            Assert.Equal(1, Assert.Single(Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo).Lines).Units);
            Assert.Equal(1, retailer.Sandbox.BusinessCentral.Stock.Single(row => row.Sku == sku && row.OnCredits != 0).OnCredits);
            Assert.Empty(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None));
        });
    }

    [Fact]
    [Cites("boxes told as pieces")]
    public async Task A_box_that_was_shipped_is_not_told_as_one_piece()
    {
        await using var retailer = Retailer();
        await RunAsync(retailer, async () =>
        {
            var (sku, location, before) = Boxed(retailer, sells: false);
            var (boxed, plain) = (Sell(retailer, sku, location, InBox), Sell(retailer, sku, location, 1));
            await retailer.QuietAsync();
            retailer.Sandbox.BusinessCentral.ChangeUnit(Reference(boxed), ItemOf(sku), "BOX");
            retailer.Sandbox.BusinessCentral.Post(Reference(boxed));
            retailer.Sandbox.BusinessCentral.Post(Reference(plain));
            await retailer.QuietAsync();

            Assert.Equal(before - InBox - 1, Stock(retailer, sku, location).OnHand);
            Assert.Equal(plain.Id, Assert.Single(retailer.Sandbox.Shopify.Fulfillments).Order);
            var letter = Assert.Single(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 10, CancellationToken.None));
            Assert.Equal(("shipments", Reasons.UnitDiffers), (letter.Lane.Sync, letter.Reason));
            Assert.Contains($"1 BOX of item '{ItemOf(sku)}', and the channel counts PCS", letter.Detail, StringComparison.Ordinal);
            Assert.NotEqual("", letter.Advice);
        });
    }

    private static string ItemOf(string sku) => sku.Split('-', 2)[0];

    private static string Reference(ShopOrder order) => CanonicalIds.Of("web", order.Id).Value;

    /// <summary>Something that the shop has plenty of, and that the ERP has in boxes too; with how many pieces it has.</summary>
    private static (string Sku, string Location, decimal Pieces) Boxed(RetailerInProcess retailer, bool sells)
    {
        var (sku, location, _) = retailer.Sandbox.Shopify.Levels.Where(level => level.Available > InBox * 3).MinBy(level => level.Sku, StringComparer.Ordinal);
        retailer.Sandbox.BusinessCentral.AddUnit(ItemOf(sku), "BOX", InBox, sells);
        return (sku, location, Stock(retailer, sku, location).OnHand);
    }

    /// <summary>What the ERP has at a location, and what of it is sold.</summary>
    private static (decimal OnHand, decimal OnOrders) Stock(RetailerInProcess retailer, string sku, string location)
    {
        var code = location.StartsWith("Store ", StringComparison.Ordinal) ? location.Replace("Store ", "S", StringComparison.Ordinal) : "WEB";
        var row = retailer.Sandbox.BusinessCentral.Stock.Single(row => row.Sku == sku && row.Location == code);
        return (row.OnHand, row.OnOrders);
    }

    private static ShopOrder Sell(RetailerInProcess retailer, string sku, string location, int units) => retailer.Sandbox.Shopify.PlaceOrder(
        new ShopBasket(null, retailer.Sandbox.Shopify.Locations.First(place => place.Name == location).Id, [(sku, units, 0m)], 4.95m, 0m));

    private static Task RunAsync(RetailerInProcess retailer, Func<Task> work) => Pump.RunAsync(retailer.Time, Longest, async () =>
    {
        await retailer.StartHostAsync();
        await retailer.QuietAsync();
        await work();
    });

    private static RetailerInProcess Retailer() => new(new SandboxOptions { Seed = 21, Scale = new RetailerScale().Times(0.01) })
    {
        Compose = (tenant, vendors) => tenant
            .AddBusinessCentral("erp", options => Connections.Configure(options, vendors))
            .AddShopify("web", options => Connections.Configure(options, vendors))
            .SyncCatalog(from: "erp", to: ["web"], sync => Often(sync.Options))
            .SyncInventory(from: "erp", to: ["web"], sync => Often(sync.Options))
            .SyncCustomers(from: ["web"], to: ["erp"], sync => Often(sync.Options))
            .SyncOrders(from: ["web"], to: "erp", sync => Often(sync.Options))
            .SyncReturns(from: ["web"], to: ["erp"], sync => Often(sync.Options))
            .SyncShipments(from: ["erp"], to: ["web"], sync => Often(sync.Options)),
    };

    private static void Often(SyncOptions options) => (options.Every, options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
}
