using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using static RetailConnect.EndToEnd.Tests.KitRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Whatever customers, cashiers, clerks and the warehouse do, in whatever order: at rest every channel offers exactly what may be sold, of variants and of kits, and the books hold what was sold.</summary>
public sealed class StockConservationTests
{
    private const int Happenings = 60;
    private static readonly string[] Goods = [Shirt, Sock, Hat, Scarf, Trio, Pair, Box];

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [Cites("stock is conserved: no sale, return, transfer or recount is lost or counted twice", "openlinker#2623", "nopCommerce#8085")]
    public async Task At_rest_every_channel_offers_exactly_what_may_be_sold(int seed, bool dies)
    {
        var chance = Chance.Seeded(seed);
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var till = retailer.Till(Store);
            foreach (var sku in Goods.Take(4))
            {
                retailer.Recount(sku, Draw(chance, 12));
                retailer.Recount(sku, Draw(chance, 12), Store);
            }

            for (var i = 0; i < Happenings; i++)
            {
                Happen(retailer, chance, till);
                await Task.Delay(TimeSpan.FromMilliseconds(Draw(chance, 4_000)), retailer.Time);
                if (dies && i % 20 == 10)
                {
                    await retailer.BuryHostAsync();
                    await retailer.StartHostAsync();
                }
            }

            await retailer.QuietAsync();
            await retailer.ProvenAsync();
            Assert.Equal((0, 0), ((await retailer.CompareAsync("web")).Found, (await retailer.CompareAsync("pos")).Found));
        });
    }

    private static void Happen(RetailerInProcess retailer, Chance chance, string till)
    {
        var (sku, units) = (Pick(chance, Goods), Draw(chance, 3) + 1);
        var part = Pick(chance, [.. Goods.Take(4)]);
        switch (Draw(chance, 9))
        {
            case 0 or 1 or 2 when retailer.Shop(sku) >= units:
                retailer.Order((sku, units, Draw(chance, 3) == 0 ? 0.35m : 0m));
                break;
            case 3 or 4 when retailer.Pos(sku) >= units:
                retailer.Sandbox.Square.Sell(new StoreSale(till, null, [(sku, units, 0m)], 0m, Cash: true));
                break;
            case 5 when Sold(retailer) is { Count: > 0 } sold && Pick(chance, sold) is var (order, line):
                retailer.Sandbox.Shopify.Refund(order.Id, [(line.Id, 1)], restock: Draw(chance, 4) > 0);
                break;
            case 6:
                retailer.Sandbox.BusinessCentral.PostSomething(chance.NextDouble());
                break;
            case 7:
                var moved = Draw(chance, 3);
                retailer.Sandbox.BusinessCentral.MoveStock(part.Split('-')[0], part.Split('-')[1], Warehouse, -moved);
                retailer.Sandbox.BusinessCentral.MoveStock(part.Split('-')[0], part.Split('-')[1], Store, moved);
                break;
            default:
                retailer.Sandbox.BusinessCentral.MoveStock(part.Split('-')[0], part.Split('-')[1], Draw(chance, 2) == 0 ? Warehouse : Store, Draw(chance, 9) - 4);
                break;
        }
    }

    private static List<(ShopOrder Order, ShopOrderLine Line)> Sold(RetailerInProcess retailer) =>
        [.. retailer.Sandbox.Shopify.Orders.SelectMany(order => order.Lines.Where(line => line.Returned < line.Units).Select(line => (order, line)))];

    private static T Pick<T>(Chance chance, IReadOnlyList<T> list) => list[Draw(chance, list.Count)];

    private static int Draw(Chance chance, int below) => (int)(chance.NextDouble() * below);
}
