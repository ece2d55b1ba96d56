using QuickStart;
using RetailConnect.Connectors.TalonOne.Checkout;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.TalonOne;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Codes that a customer enters at checkout, and the order that arrives later through the sync; the engine's own state is the judge.</summary>
public sealed class CheckoutTests
{
    private const string Code = "TEN";
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_held_coupon_is_used_once_by_the_order_that_closes_its_session(int lostAnswers)
    {
        var lost = new LostCalls(request => request.Method == HttpMethod.Put && request.Content!.ReadAsStringAsync().Result.Contains("\"closed\"", StringComparison.Ordinal), lostAnswers);
        await using var retailer = Retailer((system, inner) => system == "talon-one" ? lost.Over(inner) : inner);
        await retailer.RunAsync(async () =>
        {
            var goods = retailer.Goods();
            var (order, answer) = await BuyAsync(retailer, goods, 2);
            Assert.Equal(new(Code, false, null), Assert.Single(answer.Codes));
            Assert.Equal(10m, Assert.Single(answer.Discounts).Amount.Amount);

            await retailer.QuietAsync();
            var session = Session(retailer, order);
            Assert.Equal(("closed", Worth(order)), (session.State, session.Worth));
            Assert.Equal([Code], session.Redeemed);
            Assert.Equal("used-up", Assert.Single((await Checkout(retailer).PreviewAsync(Cart("another", goods, 100), CancellationToken.None)).Codes).Reason);
            Assert.Equal(lostAnswers, lost.Count);
        });
    }

    [Fact]
    public async Task An_edited_order_keeps_its_coupon_and_its_held_prices()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var (order, _) = await BuyAsync(retailer, retailer.Goods(), 3);
            await retailer.QuietAsync();
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -1)]);
            await retailer.QuietAsync();
            var session = Session(retailer, order);
            Assert.Equal(("closed", Worth(edited)), (session.State, session.Worth));
            Assert.Equal([Code], session.Redeemed);
        });
    }

    [Fact]
    public async Task A_sale_that_is_given_up_leaves_its_coupon_to_the_next_one()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var checkout = Checkout(retailer);
            var goods = retailer.Goods();
            Assert.True((await checkout.HoldAsync(Cart("given-up", goods, 20), CancellationToken.None)).IsAnswered);
            Assert.True((await checkout.GiveUpAsync("web", "given-up", CancellationToken.None)).IsAnswered);
            Assert.True((await checkout.GiveUpAsync("web", "given-up", CancellationToken.None)).IsAnswered);

            var (order, answer) = await BuyAsync(retailer, goods, 1);
            Assert.True(Assert.Single(answer.Codes).IsAccepted);
            await retailer.QuietAsync();
            Assert.Equal([Code], Session(retailer, order).Redeemed);
            Assert.Equal("cancelled", retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == "web-given-up").State);
            Assert.Equal("already-sold", (await checkout.GiveUpAsync("web", order.Id, CancellationToken.None)).Reason);
        });
    }

    [Fact]
    public async Task A_host_asks_a_connection_for_what_it_offers()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(() =>
        {
            Assert.Null(retailer.Engine.Part<ITalonOneCheckout>(RetailerInProcess.Tenant, "erp"));
            Assert.Throws<ArgumentException>(() => retailer.Engine.Part<ITalonOneCheckout>(RetailerInProcess.Tenant, "nowhere"));
            Assert.Throws<ArgumentException>(() => retailer.Engine.Part<ITalonOneCheckout>(new("nobody"), "club"));
            return Task.CompletedTask;
        });
    }

    /// <summary>The shop knows the order's number while the customer pays: the cart is held under it before any host reads the order.</summary>
    private static async Task<(ShopOrder Order, CheckoutAnswer Answer)> BuyAsync(RetailerInProcess retailer, string sku, int units)
    {
        var order = retailer.Sandbox.Shopify.PlaceOrder(new ShopBasket(retailer.Sandbox.Shopify.Customers[0].Id, retailer.Place().Id, [(sku, units, 1m)], 4.95m, 0m));
        var answer = await Checkout(retailer).HoldAsync(Cart(order.Id, sku, order.Lines[0].UnitPrice, units) with { Customer = retailer.Sandbox.Shopify.Customers[0].Id }, CancellationToken.None);
        Assert.True(answer.IsAnswered, answer.Detail);
        return (order, answer);
    }

    private static CheckoutCart Cart(string order, string sku, decimal price, int units = 1) => new() { Connection = "web", Order = order, Lines = [new(new(sku), units, new(price, "EUR"))], Coupons = [Code] };

    private static ITalonOneCheckout Checkout(RetailerInProcess retailer) => retailer.Engine.Part<ITalonOneCheckout>(RetailerInProcess.Tenant, "club")!;

    private static LoyaltySession Session(RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference());

    /// <summary>Before the discount that stands in the order: the engine takes its own discount off itself.</summary>
    private static decimal Worth(ShopOrder order) => order.Lines.Sum(line => line.Units * line.UnitPrice);

    private static RetailerInProcess Retailer(Func<string, HttpMessageHandler, HttpMessageHandler>? wire = null) =>
        new(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02), Coupons = [new SandboxCoupon(Code, 10m)] })
        {
            Wire = wire ?? ((_, inner) => inner),
            Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, club: club => club.HoldsAtCheckout = true),
        };
}
