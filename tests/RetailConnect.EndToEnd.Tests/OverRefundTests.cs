using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What was sold once comes back once, over the shop and the tills together, judged by the ERP's credit memos and the club's points.</summary>
public sealed class OverRefundTests
{
    private const string Sources = "frappe/ecommerce_integrations#397";
    [Fact]
    [Cites("the same goods returned in two channels", Sources, "BCApps#8554")]
    public async Task Goods_that_the_shop_refunded_are_not_credited_again_at_the_till()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, 2);
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 2)], restock: true);
            await retailer.QuietAsync();
            var (credits, points) = (Credits(retailer), Points(retailer, order));
            Assert.Single(credits);
            var offered = retailer.Sandbox.Shopify.Levels.Where(level => level.Sku == order.Lines[0].Sku).ToDictionary(level => level.Location, level => level.Available);

            AtTheTill(retailer, order, 1);
            await retailer.QuietAsync();
            Assert.Equal(credits, Credits(retailer));
            Assert.Equal(points, Points(retailer, order));
            var letters = await retailer.LettersAsync();
            Assert.Equal(["club", "erp"], letters.Select(letter => letter.Lane.Target).Order(StringComparer.Ordinal));
            Assert.All(letters, letter => Assert.Equal(Reasons.OverRefund, letter.Reason));
            Assert.All(letters, letter => Assert.Contains("too m", letter.Detail, StringComparison.Ordinal));
            Assert.Equal(offered, retailer.Sandbox.Shopify.Levels.Where(level => level.Sku == order.Lines[0].Sku).ToDictionary(level => level.Location, level => level.Available));
        });
    }

    [Fact]
    [Cites("the same goods returned in two channels", Sources)]
    public async Task Of_two_returns_at_the_same_time_one_is_credited_whichever_it_is()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, 1);
            await retailer.BuryHostAsync();
            AtTheTill(retailer, order, 1);
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.Single(Credits(retailer));
            Assert.Equal(0, Points(retailer, order));
            Assert.Equal(2, (await retailer.LettersAsync()).Count(letter => letter.Reason == Reasons.OverRefund));
        });
    }

    [Fact]
    [Cites("partial returns, several times", Sources, "frappe/ecommerce_integrations#225")]
    public async Task An_order_comes_back_unit_by_unit_over_both_channels_and_not_one_unit_more()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, 4);
            AtTheTill(retailer, order, 1);
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            AtTheTill(retailer, order, 2);
            await retailer.QuietAsync();
            Assert.Empty(await retailer.LettersAsync());
            Assert.Equal((3, 0m), (Credits(retailer).Count, Points(retailer, order)));

            AtTheTill(retailer, order, 1);
            await retailer.QuietAsync();
            Assert.Equal(3, Credits(retailer).Count);
            Assert.All(await retailer.LettersAsync(), letter => Assert.Equal(Reasons.OverRefund, letter.Reason));
        });
    }

    [Fact]
    [Cites("refund without return", Sources, "BCApps#7320")]
    public async Task Goodwill_above_what_was_paid_is_for_a_person()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, 1);
            AtTheTill(retailer, order, 1, order.Total + 10);
            await retailer.QuietAsync();
            Assert.Empty(Credits(retailer));
            var letter = Assert.Single(await retailer.LettersAsync(), letter => letter.Lane.Target == "erp");
            Assert.Equal(Reasons.OverRefund, letter.Reason);
            Assert.Contains($"{order.Total.ToString(System.Globalization.CultureInfo.InvariantCulture)} EUR", letter.Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    [Cites("exceptions that do not clear", Sources)]
    public async Task What_a_person_let_go_counts_no_more_and_the_other_return_is_replayed()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, 1);
            AtTheTill(retailer, order, 1, order.Total + 10);
            await retailer.QuietAsync();
            var wrong = await retailer.LettersAsync();
            AtTheTill(retailer, order, 1);
            await retailer.QuietAsync();
            Assert.Single(Credits(retailer));
            Assert.Equal(wrong.Select(letter => letter.Envelope), (await retailer.LettersAsync()).Select(letter => letter.Envelope));

            // A replay of the one that was too much changes nothing: it is still too much.
            await retailer.Engine.ReplayAsync(RetailerInProcess.Tenant, [.. wrong.Select(letter => letter.Envelope)], CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Single(Credits(retailer));
            Assert.Equal(wrong.Count, (await retailer.LettersAsync()).Count);
        });
    }

    [Fact]
    [Cites("a return of an edited order", "BCApps#7620")]
    public async Task What_an_edit_took_off_can_not_be_returned_too()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, 3);
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -2)]);
            await retailer.QuietAsync();
            AtTheTill(retailer, order, 2);
            await retailer.QuietAsync();
            Assert.Empty(Credits(retailer));
            Assert.Contains(await retailer.LettersAsync(), letter => letter.Lane.Target == "erp" && letter.Reason == Reasons.OverRefund);

            AtTheTill(retailer, order, 1);
            await retailer.QuietAsync();
            Assert.Single(Credits(retailer));
        });
    }

    [Fact]
    [Cites("a return before its order", "frappe/ecommerce_integrations#425")]
    public async Task A_return_that_is_heard_of_before_its_order_is_credited_once_the_order_is_there()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            await retailer.BuryHostAsync();
            var order = Place(retailer, 1);
            AtTheTill(retailer, order, 1);
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.Empty(await retailer.LettersAsync());
            Assert.Single(Credits(retailer));
            Assert.Equal(0, Points(retailer, order));
        });
    }

    private static RetailerInProcess Retailer() => new(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) }) { Compose = Northwind.Compose };

    private static async Task<ShopOrder> PlaceAsync(RetailerInProcess retailer, int units)
    {
        var order = Place(retailer, units);
        await retailer.QuietAsync();
        return order;
    }

    private static ShopOrder Place(RetailerInProcess retailer, int units)
    {
        var place = retailer.Sandbox.Shopify.Locations.MaxBy(place => retailer.Sandbox.Shopify.Levels.Count(level => level.Location == place.Name && level.Available > 5));
        var sku = retailer.Sandbox.Shopify.Levels.Where(level => level.Location == place.Name && level.Available > 5).Select(level => level.Sku).Order(StringComparer.Ordinal).First();
        return retailer.Sandbox.Shopify.PlaceOrder(new ShopBasket(retailer.Sandbox.Shopify.Customers[0].Id, place.Id, [(sku, units, 0m)], 4.95m, 0m));
    }

    /// <summary>A store takes goods of a web order back, by the number on the receipt.</summary>
    private static void AtTheTill(RetailerInProcess retailer, ShopOrder order, int units, decimal? unitAmount = null) =>
        retailer.Sandbox.Square.TakeBack(new StoreReturn(retailer.Sandbox.Square.Locations[0], null, order.Name, [(order.Lines[0].Sku, units, unitAmount ?? order.Lines[0].UnitPrice)]));

    private static IReadOnlyList<decimal> Credits(RetailerInProcess retailer) => [.. retailer.Sandbox.BusinessCentral.Documents.Where(document => document.CreditMemo).Select(document => document.Total).Order()];

    private static decimal Points(RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference()).Points;
}
