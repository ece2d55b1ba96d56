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

    [Theory]
    [InlineData(1, 4.95, 14.95)]
    [InlineData(2, 4.95, 20)]
    [InlineData(1, 5, 15)]
    public async Task Goods_of_enough_worth_ship_free_by_a_discount_on_the_charge(int units, decimal shipping, decimal total)
    {
        using var shop = new Shop(new() { FreeShippingFrom = 20m });
        await shop.GrantAsync();
        await shop.StockAsync("A", "10.00", 5);

        var placed = shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", units, 0)], shipping, 0));

        Assert.Equal(total, placed.Total);
        var line = (await shop.AskAsync($$"""{ orders(first: 1) { nodes { shippingLines(first: 1) { nodes { originalPriceSet {{Bag}} discountedPriceSet {{Bag}} discountAllocations { allocatedAmountSet {{Bag}} } } } } } }"""))
            .Body["data"]!["orders"]!["nodes"]![0]!["shippingLines"]!["nodes"]![0]!;
        decimal Shop(JsonNode? bag) => Number((string)bag!["shopMoney"]!["amount"]!);
        Assert.Equal((shipping, total - (10 * units)), (Shop(line["originalPriceSet"]), Shop(line["discountedPriceSet"])));
        Assert.Equal(shipping - (total - (10 * units)), line["discountAllocations"]!.AsArray().Sum(part => Shop(part!["allocatedAmountSet"])));
    }

    [Fact]
    public async Task Added_tax_is_part_of_totals_and_comes_back_with_its_goods()
    {
        using var shop = new Shop(new() { TaxesIncluded = false });
        await shop.GrantAsync();
        await shop.StockAsync("A", "9.99", 5);

        var placed = shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", 3, 0)], 5, 0, ShippingDiscount: 2));
        decimal[] back = [.. Enumerable.Range(0, 3).Select(_ => shop.Simulator.Refund(placed.Id, [(placed.Lines[0].Id, 1)], restock: true).Total)];

        Assert.Equal(29.97m + 5.99m + 3, placed.Total);
        Assert.Equal(35.96m, back.Sum());
        Assert.False((bool)(await shop.AskAsync("{ shop { taxesIncluded } }")).Body["data"]!["shop"]!["taxesIncluded"]!);
    }

    [Fact]
    public async Task Goods_are_sent_with_a_tracking_number_and_leave_the_committed_stock()
    {
        using var shop = new Shop();
        await shop.GrantAsync();
        var item = await shop.StockAsync("A", "10.00", 5);
        var placed = shop.Simulator.PlaceOrder(new(null, shop.Location, [("A", 3, 0)], 0, 0));
        var line = placed.Lines[0].Id;

        shop.Simulator.Fulfil(placed.Id, [(line, 2)], "DHL", "JD1");

        Assert.Throws<InvalidOperationException>(() => shop.Simulator.Fulfil(placed.Id, [(line, 2)], null, null));
        var order = (await shop.AskAsync("""
            { orders(first: 1) { nodes { displayFulfillmentStatus
              fulfillments { id status location { id } trackingInfo { company number } fulfillmentLineItems(first: 4) { nodes { quantity lineItem { id } } pageInfo { hasNextPage endCursor } } }
              fulfillmentOrders(first: 1) { nodes { status lineItems(first: 2) { nodes { totalQuantity remainingQuantity lineItem { id } } } } } } } }
            """)).Body["data"]!["orders"]!["nodes"]![0]!;
        Assert.Equal("PARTIALLY_FULFILLED", (string)order["displayFulfillmentStatus"]!);
        var sent = order["fulfillments"]![0]!;
        Assert.Equal(("SUCCESS", shop.Location, "DHL", "JD1", 2, line), (
            (string)sent["status"]!, (string)sent["location"]!["id"]!, (string)sent["trackingInfo"]![0]!["company"]!, (string)sent["trackingInfo"]![0]!["number"]!,
            (int)sent["fulfillmentLineItems"]!["nodes"]![0]!["quantity"]!, (string)sent["fulfillmentLineItems"]!["nodes"]![0]!["lineItem"]!["id"]!));
        var planned = order["fulfillmentOrders"]!["nodes"]![0]!["lineItems"]!["nodes"]![0]!;
        Assert.Equal((3, 1, line), ((int)planned["totalQuantity"]!, (int)planned["remainingQuantity"]!, (string)planned["lineItem"]!["id"]!));
        var quantities = (await shop.AskAsync($$"""{ inventoryItem(id: "{{item}}") { inventoryLevel(locationId: "{{shop.Location}}") { quantities(names: ["available", "committed", "on_hand"]) { quantity } } } }"""))
            .Body["data"]!["inventoryItem"]!["inventoryLevel"]!["quantities"]!.AsArray().Select(part => (int)part!["quantity"]!);
        Assert.Equal([2, 1, 3], quantities);
        var node = (await shop.AskAsync($$"""{ node(id: "{{(string)sent["id"]!}}") { ... on Fulfillment { rest: fulfillmentLineItems(first: 1) { nodes { quantity } } } } }""")).Body["data"]!["node"]!;
        Assert.Equal(2, (int)node["rest"]!["nodes"]![0]!["quantity"]!);
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
