using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What the ERP calls an item's category is the shop's product type.</summary>
public sealed class CategoryTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Fact]
    public async Task A_category_reaches_the_shop_and_stays_there_when_the_item_loses_it()
    {
        await using var retailer = new RetailerInProcess(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) });
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.NotEmpty(shop.ProductTypes);
            Assert.All(shop.ProductTypes, product => Assert.Equal("", product.Type));

            var (sku, price) = erp.Prices[0];
            var number = sku.Split('-')[0];
            erp.AddCategory("TEXTILE", "Textiles");
            erp.SetCategory(number, "TEXTILE");
            await retailer.QuietAsync();
            Check(shop.ProductTypes, number);

            erp.SetCategory(number, "");
            erp.SetPrice(number, price + 1);
            await retailer.QuietAsync();
            Check(shop.ProductTypes, number);
            Assert.Equal(price + 1, shop.Look(sku, shop.Locations.First(place => shop.Look(sku, place.Id) is not null).Id)!.Value.Price);
        });
    }

    [Fact]
    [Cites("collections")]
    public async Task Each_category_has_one_collection_that_the_shop_fills_and_the_merchant_may_rename()
    {
        var publication = "";
        await using var retailer = Retailers.Create(Retailers.Small, (tenant, vendors) => tenant
            .AddBusinessCentral("erp", o => Connections.Configure(o, vendors))
            .AddShopify("web", o =>
            {
                Connections.Configure(o, vendors);
                o.CollectionPerCategory = true;
                o.Publications.Add(publication);
            })
            .SyncCatalog(from: "erp", to: ["web"], sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5))));
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        publication = shop.AddPublication("Online Store");
        var items = erp.Prices.Select(price => price.Sku.Split('-')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        erp.AddCategory("TEXTILE", "Textiles");
        erp.SetCategory(items[0], "TEXTILE");
        erp.SetCategory(items[1], "TEXTILE");
        await retailer.RunAsync(async () =>
        {
            var collection = Assert.Single(shop.Collections);
            Assert.Equal(("Textiles", "Online Store"), (collection.Title, Assert.Single(collection.Publications)));
            Assert.Equal([items[0], items[1]], collection.Skus.Select(sku => sku.Split('-')[0]).Distinct());

            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            erp.SetCategory(items[2], "TEXTILE");
            await retailer.QuietAsync();
            Assert.Equal(items.Take(3), Assert.Single(shop.Collections).Skus.Select(sku => sku.Split('-')[0]).Distinct());
            await retailer.SettledAsync();
        });
    }

    private static void Check(IReadOnlyList<(string Sku, string Type)> products, string number)
    {
        var typed = products.ToLookup(product => product.Sku.Split('-')[0] == number, product => product.Type);
        Assert.Equal(["Textiles"], typed[true].Distinct());
        Assert.Equal([""], typed[false].Distinct());
    }
}
