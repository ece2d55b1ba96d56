using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Tests.Shopify;

public sealed class ShopOrderTests
{
    private const string Bag = "{ shopMoney { amount } presentmentMoney { amount currencyCode } }";
    private const string Orders = $$"""
        { orders(first: 1) { nodes {
          totalPriceSet {{Bag}} totalDiscountsSet {{Bag}} subtotalPriceSet {{Bag}} transactions { amountSet {{Bag}} }
          lineItems(first: 9) { nodes { quantity originalUnitPriceSet {{Bag}} discountAllocations { allocatedAmountSet {{Bag}} } } }
        } } }
        """;

    [Theory]
    [InlineData("5.00", "0", 1)]
    [InlineData("5.00", "1.50", 1)]
    [InlineData("0.01", "0", 1)]
    [InlineData("49.98", "0", 1)]
    [InlineData("7.77", "1.50", 1.0837)]
    public async Task A_discount_on_the_order_is_allocated_to_the_cent(string discount, string lineDiscount, double rate)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        await shop.StockAsync("A", "9.99", 5);
        await shop.StockAsync("B", "0.01", 5);
        await shop.StockAsync("C", "10.00", 5);
        var (off, lineOff) = (Number(discount), Number(lineDiscount));

        var placed = shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", 3, lineOff), ("B", 1, 0), ("C", 2, 0)], 4.95m, 2m, rate == 1 ? null : "USD", (decimal)rate, off));

        Assert.Equal(49.98m - lineOff - off + 6.95m, placed.Total);
        Assert.Equal(lineOff + off, placed.Lines.Sum(line => line.Discount));
        var order = (await shop.AskAsync(Orders)).Body["data"]!["orders"]!["nodes"]![0]!;
        foreach (var side in (string[])["shopMoney", "presentmentMoney"])
        {
            decimal Amount(JsonNode? bag) => Number((string)bag![side]!["amount"]!);
            var lines = (JsonArray)order["lineItems"]!["nodes"]!;
            var gross = lines.Sum(line => (int)line!["quantity"]! * Amount(line["originalUnitPriceSet"]));
            var allocated = lines.Sum(line => line!["discountAllocations"]!.AsArray().Sum(part => Amount(part!["allocatedAmountSet"])));
            Assert.Equal(Amount(order["totalDiscountsSet"]), allocated);
            Assert.Equal(Amount(order["subtotalPriceSet"]), gross - allocated);
            Assert.Equal(Amount(order["totalPriceSet"]), Amount(order["transactions"]![0]!["amountSet"]));
        }

        Assert.All(placed.Lines, line => Assert.InRange(line.Discount, 0, line.UnitPrice * line.Units));
        var refund = shop.Simulator.Refund(placed.Id, [.. placed.Lines.Select(line => (line.Id, line.Units))], restock: true);
        Assert.Equal(placed.Total - 6.95m, refund.Total);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10.01")]
    [InlineData("0.001")]
    public async Task A_discount_that_does_not_fit_the_goods_is_refused(string discount)
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        await shop.StockAsync("A", "10.00", 5);

        Assert.ThrowsAny<InvalidOperationException>(() => shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", 1, 0)], 0, 0, OrderDiscount: Number(discount))));

        Assert.Empty(shop.Simulator.Orders);
        Assert.Equal(5, shop.Simulator.Levels.Single().Available);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
