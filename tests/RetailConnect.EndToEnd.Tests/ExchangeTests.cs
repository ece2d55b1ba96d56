using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Goods that are taken back against others are one order at the till: a sale and a credit memo in the books, and points for what the customer keeps.</summary>
public sealed class ExchangeTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    [Cites("exchanges", "BCApps Shopify connector, exchange items as negative refund lines")]
    public async Task Goods_come_back_once_and_others_leave_once(int back, int wanted)
    {
        await using var retailer = new RetailerInProcess(Retailers.Small);
        await retailer.RunAsync(async () =>
        {
            var square = retailer.Sandbox.Square;
            var (location, member) = (square.Locations[0], square.AddCustomer("Ada", "Byron", "ada@shoppers.example", "+442079460001"));
            var goods = square.Counts.Where(count => count.Quantity > 5).Select(count => count.Sku).Distinct().Where(sku => !sku.StartsWith("KIT", StringComparison.Ordinal) && square.Look(sku, location) is { Quantity: > 5 }).Order(StringComparer.Ordinal).Take(2).ToList();
            var first = square.Sell(new StoreSale(location, member, [(goods[0], 3, 0m)], 0m, Cash: true));
            await retailer.QuietAsync();
            var before = Available(retailer, goods);

            var exchange = square.Exchange(first.Id, (goods[0], back, back * first.Lines[0].UnitPrice), new StoreSale(location, member, [(goods[1], wanted, 0m)], 0m, Cash: true));
            await retailer.QuietAsync();

            var documents = retailer.Sandbox.BusinessCentral.Documents;
            var sold = Assert.Single(documents, document => !document.CreditMemo && document.Reference == CanonicalIds.Of("pos", exchange.Id).Value);
            var memo = Assert.Single(documents, document => document.CreditMemo);
            Assert.Equal((exchange.Total, back * first.Lines[0].UnitPrice), (sold.Total, memo.Total));
            Assert.Equal([(goods[1], (decimal)wanted)], sold.Lines.Select(line => (line.Sku, line.Units)));
            Assert.Equal([(goods[0], (decimal)back)], memo.Lines.Select(line => (line.Sku, line.Units)));
            Assert.Equal([before[0] + back, before[1] - wanted], Available(retailer, goods));
            await retailer.SettledAsync();
        });
    }

    /// <summary>What the ERP has to sell, over all places.</summary>
    private static List<decimal> Available(RetailerInProcess retailer, IReadOnlyList<string> skus) =>
        [.. skus.Select(sku => retailer.Sandbox.BusinessCentral.Stock.Where(stock => stock.Sku == sku).Sum(stock => stock.OnHand - stock.OnOrders + stock.OnCredits))];
}
