using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Tests.Shopify;
using RetailConnect.Sandbox.Tests.Square;

namespace RetailConnect.Sandbox.Tests.Retail;

/// <summary>Stock and prices are written while the day goes on: a basket that no longer fits sells nothing at all.</summary>
public sealed class StaleBasketTests
{
    [Theory]
    [InlineData("B", 2, "0")]
    [InlineData("A", 2, "0")]
    [InlineData("C", 1, "0")]
    [InlineData("B", 1, "9.01")]
    public async Task A_web_order_takes_nothing_when_one_of_its_lines_does_not_fit(string sku, int units, string discount)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        await shop.StockAsync("A", "10.00", 2);
        await shop.StockAsync("B", "9.00", 1);
        var off = decimal.Parse(discount, System.Globalization.CultureInfo.InvariantCulture);

        Assert.Throws<StaleBasketException>(() => shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", 1, 0), (sku, units, off)], 0, 0)));

        Assert.Empty(shop.Simulator.Orders);
        Assert.Equal([2, 1], shop.Simulator.Levels.OrderBy(level => level.Sku).Select(level => level.Available));
    }

    [Theory]
    [InlineData("A", 2, 0)]
    [InlineData("B", 1, 0)]
    [InlineData("A", 1, 25)]
    public async Task A_store_sale_takes_nothing_when_one_of_its_lines_does_not_fit(string sku, int units, int discount)
    {
        var pos = new Pos();
        await pos.GrantAsync();
        var (_, variation, _) = await pos.AddAsync();
        var (status, _) = await pos.PostAsync("/v2/inventory/changes/batch-create", $$$"""
            {"idempotency_key":"k","changes":[{"type":"PHYSICAL_COUNT","physical_count":{"catalog_object_id":"{{{variation}}}","location_id":"{{{pos.Location}}}","state":"IN_STOCK","quantity":"2","occurred_at":"2026-11-02T09:00:00Z"}}]}
            """);
        Assert.Equal(200, status);

        Assert.Throws<StaleBasketException>(() => pos.Simulator.Sell(new(pos.Location, null, [("A", 1, 0), (sku, units, discount)], 0, Cash: true)));

        Assert.Empty(pos.Simulator.Sales);
        Assert.Equal(2, pos.Simulator.Counts.Single().Quantity);
    }
}
