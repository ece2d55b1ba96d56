using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A product that is new in the shop is offered where the settings say, once; what the merchant does then stays.</summary>
public sealed class PublishingTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Theory]
    [InlineData(3, 1000)]
    [InlineData(80, 100)]
    [Cites("wrong product links and deletes", "frappe/ecommerce_integrations#246")]
    public async Task New_products_are_published_and_the_merchants_choice_stays(int items, int restored)
    {
        var publication = "";
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) with { Items = items }, ShopifyRestoreRate = restored })
        {
            Compose = (tenant, vendors) => tenant
                .AddBusinessCentral("erp", o => Connections.Configure(o, vendors))
                .AddShopify("web", o =>
                {
                    Connections.Configure(o, vendors);
                    o.RestoreRate = restored;
                    o.Publications.Add(publication);
                })
                .SyncCatalog(from: "erp", to: ["web"], sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5))),
        };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        publication = shop.AddPublication("Online Store");
        shop.AddPublication("Wholesale");
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.Equal(erp.Prices.Select(price => (price.Sku, "Online Store")).Order(), shop.Published.Order());
            Assert.Equal(items > 3, shop.BulkOperations.Count > 0);

            var (sku, price) = erp.Prices[0];
            var number = sku.Split('-')[0];
            shop.Unpublish(sku, publication);
            erp.SetPrice(number, price + 1);
            await retailer.QuietAsync();
            Assert.Contains((sku, price + 1), shop.Variants);
            Assert.DoesNotContain(shop.Published, row => row.Sku.Split('-')[0] == number);
        });
    }
}
