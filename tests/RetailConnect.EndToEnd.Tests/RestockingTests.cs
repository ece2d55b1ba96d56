using QuickStart;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Goods that come back go where the retailer wants them: on sale, to quarantine or nowhere; judged by the ERP's credit memos and stock, and by what the shop offers.</summary>
public sealed class RestockingTests
{
    private const string Quarantine = "QUARANTINE";

    [Theory]
    [InlineData(Restocking.AsTold, true, "sale")]
    [InlineData(Restocking.AsTold, false, "nowhere")]
    [InlineData(Restocking.QuarantineUnsellable, true, "sale")]
    [InlineData(Restocking.QuarantineUnsellable, false, Quarantine)]
    [InlineData(Restocking.Quarantine, true, Quarantine)]
    [InlineData(Restocking.Quarantine, false, "nowhere")]
    [InlineData(Restocking.Never, true, "nowhere")]
    [Cites("restock types decide item or account", "BCApps Shopify connector, Create Credit Memo")]
    public async Task Goods_go_where_the_settings_say(Restocking restocking, bool restocked, string where)
    {
        await using var retailer = Create(restocking);
        retailer.Sandbox.BusinessCentral.AddLocation(Quarantine, "Goods to be looked at");
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer);
            var (sku, before) = (order.Lines[0].Sku, Offered(retailer, order.Lines[0].Sku));
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restocked);
            await retailer.QuietAsync();

            var memo = Assert.Single(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.True(memo.Posted);
            Assert.Equal(order.Lines[0].UnitPrice, memo.Total);
            switch (where)
            {
                case "nowhere":
                    Assert.Empty(memo.Lines);
                    Assert.Single(memo.Accounts);
                    break;
                case Quarantine:
                    Assert.Equal((sku, 1m, Quarantine), Assert.Single(memo.Lines));
                    Assert.Equal(1m, Assert.Single(retailer.Sandbox.BusinessCentral.Stock, stock => stock.Location == Quarantine && stock.Sku == sku).OnHand);
                    break;
                default:
                    Assert.NotEqual(Quarantine, Assert.Single(memo.Lines).Location);
                    break;
            }

            Assert.Equal(before + (where == "sale" ? 1 : 0), Offered(retailer, sku));
            await retailer.SettledAsync();
        });
    }

    private static RetailerInProcess Create(Restocking restocking) => new(Retailers.Small)
    {
        Compose = (tenant, vendors) => Northwind.Compose(
            tenant, vendors, static options => (options.PostCreditMemos, options.QuarantineLocation) = (true, Quarantine), returns: sync => sync.Options.Restocking = restocking),
    };

    private static async Task<ShopOrder> PlaceAsync(RetailerInProcess retailer)
    {
        var order = await retailer.BuyAsync(retailer.Basket());
        while (retailer.Sandbox.BusinessCentral.PostSomething(0))
        {
        }

        await retailer.QuietAsync();
        return order;
    }

    /// <summary>What the shop offers in all its places.</summary>
    private static int Offered(RetailerInProcess retailer, string sku) => (int)retailer.Sandbox.Shopify.Levels.Where(level => level.Sku == sku).Sum(level => level.Available);
}
