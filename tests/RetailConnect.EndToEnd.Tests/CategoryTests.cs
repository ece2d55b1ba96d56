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

    private static void Check(IReadOnlyList<(string Sku, string Type)> products, string number)
    {
        var typed = products.ToLookup(product => product.Sku.Split('-')[0] == number, product => product.Type);
        Assert.Equal(["Textiles"], typed[true].Distinct());
        Assert.Equal([""], typed[false].Distinct());
    }
}
