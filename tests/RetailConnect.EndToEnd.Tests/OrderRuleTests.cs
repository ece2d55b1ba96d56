using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox.Shopify;
using static RetailConnect.EndToEnd.Tests.KitRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Which orders are brought to the ERP: what is held comes later and keeps its goods, what is left never does.</summary>
public sealed class OrderRuleTests
{
    [Fact]
    [Cites("import filters")]
    public async Task An_order_on_hold_keeps_its_goods_and_is_posted_once_it_is_released()
    {
        await using var retailer = Create(OrderRules.HoldWhileTagged("check"));
        await retailer.RunAsync(async () =>
        {
            var (sku, before) = Stocked(retailer);
            var order = await retailer.BuyAsync(Basket(retailer, sku, 2) with { Tags = ["Check"] });
            Assert.Null(retailer.Document(order));
            Assert.Equal("held-by-tag", await ReasonAsync(retailer, order));
            Assert.Equal(before - 2, retailer.Pos(sku));

            retailer.Sandbox.Shopify.Untag(order.Id, "Check");
            await retailer.QuietAsync();
            Assert.Equal(order.Total, retailer.Document(order)!.Total);
            Assert.Equal(before - 2, retailer.Pos(sku));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("oversold stock", "openlinker#2623")]
    public async Task A_held_order_that_is_edited_takes_the_goods_that_it_sells_by_now()
    {
        await using var retailer = Create(OrderRules.HoldWhileTagged("check"));
        await retailer.RunAsync(async () =>
        {
            var (sku, before) = Stocked(retailer);
            var order = await retailer.BuyAsync(Basket(retailer, sku, 2) with { Tags = ["check"] });
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(sku, 2)]);
            await retailer.QuietAsync();
            Assert.Equal(before - 4, retailer.Pos(sku));
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(sku, -1)]);
            await retailer.QuietAsync();
            Assert.Equal(before - 3, retailer.Pos(sku));
            Assert.Equal(before - 3, retailer.Shop(sku, Store));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("import filters")]
    public async Task A_risky_order_is_held_until_the_fraud_check_says_otherwise()
    {
        await using var retailer = Create(OrderRules.HoldRisk(OrderRisk.Medium));
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket() with { Risk = "HIGH" });
            Assert.Equal("held-by-risk", await ReasonAsync(retailer, order));
            retailer.Sandbox.Shopify.Assess(order.Id, "MEDIUM");
            await retailer.QuietAsync();
            Assert.Null(retailer.Document(order));

            retailer.Sandbox.Shopify.Assess(order.Id, "LOW");
            await retailer.QuietAsync();
            Assert.NotNull(retailer.Document(order));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("import filters")]
    public async Task A_held_order_that_is_called_off_gives_its_goods_back_and_is_never_posted()
    {
        await using var retailer = Create(OrderRules.HoldRisk(OrderRisk.High));
        await retailer.RunAsync(async () =>
        {
            var (sku, before) = Stocked(retailer);
            var order = await retailer.BuyAsync(Basket(retailer, sku, 2) with { Risk = "HIGH" });
            Assert.Equal(before - 2, retailer.Pos(sku));
            retailer.Sandbox.Shopify.CancelOrder(order.Id);
            await retailer.QuietAsync();
            Assert.Empty(retailer.Sandbox.BusinessCentral.Documents);
            Assert.Equal(before, retailer.Pos(sku));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("import filters")]
    public async Task An_order_of_another_integrations_channel_is_left_with_its_goods_and_its_returns()
    {
        await using var retailer = Create(OrderRules.NotFromChannels("amazon"));
        await retailer.RunAsync(async () =>
        {
            var (sku, before) = Stocked(retailer);
            var left = await retailer.BuyAsync(Basket(retailer, sku, 2) with { Channel = "amazon" });
            var taken = await retailer.BuyAsync(retailer.Basket());
            Assert.Null(retailer.Document(left));
            Assert.NotNull(retailer.Document(taken));
            Assert.Equal("left-by-channel", await ReasonAsync(retailer, left));
            Assert.Equal(before, retailer.Pos(sku));

            retailer.Sandbox.Shopify.Refund(left.Id, [(left.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            Assert.DoesNotContain(retailer.Sandbox.BusinessCentral.Documents, document => document.CreditMemo);
            Assert.DoesNotContain(await retailer.LettersAsync(), letter => letter.Lane.Target == "erp");
        });
    }

    [Fact]
    [Cites("import filters", "BCApps#7620")]
    public async Task An_order_that_is_posted_is_amended_whatever_the_rules_say_by_now()
    {
        await using var retailer = Create(OrderRules.HoldWhileTagged("check"));
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket(units: 3));
            retailer.Sandbox.Shopify.Tag(order.Id, "check");
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -1)]);
            await retailer.QuietAsync();
            Assert.Equal(edited.Total, retailer.Document(order)!.Total);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("import filters", "BCApps#8554")]
    public async Task What_comes_back_of_a_held_order_waits_for_it()
    {
        await using var retailer = Create(OrderRules.HoldWhileTagged("check"));
        await retailer.RunAsync(async () =>
        {
            var order = retailer.Sandbox.Shopify.PlaceOrder(retailer.Basket(units: 2) with { Tags = ["check"] });
            await UntilReasonAsync(retailer, order);
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await Task.Delay(TimeSpan.FromSeconds(20), retailer.Time);
            Assert.Empty(retailer.Sandbox.BusinessCentral.Documents);
            retailer.Sandbox.Shopify.Untag(order.Id, "check");
            await retailer.QuietAsync();
            Assert.Equal(2, retailer.Sandbox.BusinessCentral.Documents.Count);
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("import filters")]
    public async Task A_rule_of_ones_own_names_itself_and_what_it_keeps_back_is_not_missing()
    {
        await using var retailer = Create(new OnlySmall());
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.BuyAsync(retailer.Basket(units: 4));
            Assert.Equal("left-by-size", await ReasonAsync(retailer, order));
            var found = await retailer.Host.GetRequiredService<IReconciliation>().CompareAsync(new(RetailerInProcess.Tenant, "orders", "erp"), null, CancellationToken.None);
            Assert.Empty(found.Discrepancies);
        });
    }

    private static RetailerInProcess Create(params IReadOnlyList<IOrderRule> rules) => Retailers.Create(Retailers.Small, (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, orders: sync =>
    {
        foreach (var rule in rules)
        {
            sync.Options.Rules.Add(rule);
        }
    }));

    /// <summary>Something that the shop sells from a store, and what the store's till shows of it.</summary>
    private static (string Sku, decimal Shown) Stocked(RetailerInProcess retailer)
    {
        var sku = retailer.Sandbox.Shopify.Levels.Where(level => level.Available > 5 && level.Location == "Store 1").Select(level => level.Sku).Order(StringComparer.Ordinal).First();
        return (sku, retailer.Pos(sku)!.Value);
    }

    private static ShopBasket Basket(RetailerInProcess retailer, string sku, int units) => new(retailer.Sandbox.Shopify.Customers[0].Id, retailer.Web(Store).Id, [(sku, units, 0m)], 4.95m, 0m);

    private static async Task<string?> ReasonAsync(RetailerInProcess retailer, ShopOrder order)
    {
        var stories = await retailer.Host.GetRequiredService<IExplanations>().ExplainAsync(RetailerInProcess.Tenant, order.Reference(), CancellationToken.None);
        return stories.SelectMany(story => story.Events).Where(seen => seen.Target == "erp" && seen.Reason is not null).Select(seen => seen.Reason).LastOrDefault();
    }

    private static async Task UntilReasonAsync(RetailerInProcess retailer, ShopOrder order)
    {
        while (await ReasonAsync(retailer, order) is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), retailer.Time);
        }
    }

    private sealed class OnlySmall : IOrderRule
    {
        public string Name => "size";

        public OrderRuling Judge(Order order) => order.Lines.Sum(line => line.Quantity.Value) > 3 ? OrderRuling.Leave : OrderRuling.Take;
    }
}
