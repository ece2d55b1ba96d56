using QuickStart;
using RetailConnect.Connectors.BusinessCentral;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Orders that are edited or called off after the ERP and the club have them, judged by the four simulators.</summary>
/// <remarks>Field notes, pains 9 (edits after import: BCApps#7620, PR#7447), 16 (silent failure) and 24 (points that stay after goods went back).</remarks>
public sealed class AmendmentTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [Cites("edits after import", "BCApps#7620", "BCApps#7447")]
    public async Task An_edited_order_amends_the_open_sales_order_and_its_points_once(int lostAnswers, bool dies)
    {
        var lost = new LostCalls(request => request.RequestUri!.AbsolutePath.EndsWith("$batch", StringComparison.Ordinal) || request.RequestUri.AbsolutePath.EndsWith("/reopen", StringComparison.Ordinal), lostAnswers);
        await using var retailer = Retailer(wire: (_, inner) => lost.Over(inner));
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 3), Goods(retailer, 1, 1));
            var before = Document(retailer, order);
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -2), (order.Lines[1].Sku, -1), (Goods(retailer, 2).Sku, 2)]);
            if (dies)
            {
                await UntilAsync(retailer, () => lost.Count > 0);
                await retailer.BuryHostAsync();
                await retailer.StartHostAsync();
            }

            await retailer.QuietAsync();
            var after = Document(retailer, order);
            Assert.Equal((before.Id, edited.Total), (after.Id, after.Total));
            Assert.Equal(Sold(edited), Held(after));
            Assert.Equal(Points(edited), retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference()).Points);
            Assert.Equal(lostAnswers, lost.Count);
            await retailer.SettledAsync();
            Assert.All(retailer.Sandbox.Prove().Where(proof => proof.Name != "day"), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
        });
    }

    [Fact]
    [Cites("edits after import", "BCApps#7620")]
    public async Task An_order_that_is_edited_back_is_what_it_was()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 2));
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(Goods(retailer, 1).Sku, 1)]);
            await UntilAsync(retailer, () => Document(retailer, order).Lines.Count == 2);
            var back = retailer.Sandbox.Shopify.EditOrder(order.Id, [(Goods(retailer, 1).Sku, -1)]);
            await retailer.QuietAsync();
            Assert.Equal(Sold(order), Held(Document(retailer, order)));
            Assert.Equal((order.Total, order.Total), (back.Total, Document(retailer, order).Total));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("cancellation propagation", "frappe/ecommerce_integrations#397")]
    public async Task An_order_that_is_called_off_leaves_no_document_no_credit_and_no_points()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 2));
            retailer.Sandbox.Shopify.CancelOrder(order.Id);
            await retailer.QuietAsync();
            Assert.Empty(retailer.Sandbox.BusinessCentral.Documents);
            Assert.Equal(0, retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference()).Points);
            Assert.All(retailer.Sandbox.BusinessCentral.Stock, place => Assert.Equal(0, place.OnOrders));
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("edits after import", "BCApps#7620")]
    public async Task An_order_that_is_edited_after_it_was_invoiced_is_for_a_person()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 2));
            retailer.Sandbox.BusinessCentral.Post(order.Reference());
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -1)]);
            await retailer.QuietAsync();
            Assert.Equal(order.Total, Document(retailer, order).Total);
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal((Reasons.ChangedAfterPosting, "erp"), (letter.Reason, letter.Lane.Target));
            Assert.Contains("invoiced as PSI-", letter.Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    [Cites("edits after import", "BCApps#7447")]
    public async Task What_a_clerk_changed_in_the_ERP_is_left_alone()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 3));
            retailer.Sandbox.BusinessCentral.ChangeUnits(order.Reference(), 0, 5);
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -1)]);
            await retailer.QuietAsync();
            Assert.Equal(5, Assert.Single(Document(retailer, order).Lines).Units);
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal("changed-in-target", letter.Reason);
            Assert.Contains("To do: 5 x", letter.Detail, StringComparison.Ordinal);
            Assert.Contains("becomes 2 x", letter.Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    [Cites("edits after import", "BCApps#7447")]
    public async Task What_the_warehouse_has_is_left_alone()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var shipped = await PlaceAsync(retailer, Goods(retailer, 0, 3));
            var released = await PlaceAsync(retailer, Goods(retailer, 1, 3));
            retailer.Sandbox.BusinessCentral.Ship(shipped.Reference(), [(0, 2)]);
            retailer.Sandbox.BusinessCentral.Release(released.Reference());
            retailer.Sandbox.Shopify.EditOrder(shipped.Id, [(shipped.Lines[0].Sku, -1)]);
            retailer.Sandbox.Shopify.CancelOrder(released.Id);
            await retailer.QuietAsync();
            Assert.All([shipped, released], order => Assert.Equal(3, Assert.Single(Document(retailer, order).Lines).Units));
            var letters = await retailer.LettersAsync();
            Assert.Equal(["released-already", "released-already"], letters.Select(letter => letter.Reason));
            Assert.Contains("To do: 3 x", letters[0].Detail, StringComparison.Ordinal);
            Assert.Contains("delete the sales order", letters[1].Detail, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_sales_order_with_another_reference_is_not_taken_for_deleted()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 2));
            retailer.Sandbox.BusinessCentral.Rename(order.Reference(), "PO-4711");
            retailer.Sandbox.Shopify.CancelOrder(order.Id);
            await retailer.QuietAsync();
            Assert.Equal("PO-4711", Assert.Single(retailer.Sandbox.BusinessCentral.Documents).Reference);
            Assert.Equal("changed-in-target", Assert.Single(await retailer.LettersAsync()).Reason);
        });
    }

    [Fact]
    [Cites("refund and return counted twice", "BCApps#8554", "BCApps#8309")]
    public async Task Goods_that_an_edit_took_off_are_not_credited_beside_it_and_money_alone_is_for_a_person()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 3));
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -2)]);
            await retailer.QuietAsync();
            Assert.Equal(edited.Total, Assert.Single(retailer.Sandbox.BusinessCentral.Documents).Total);
            await retailer.SettledAsync();

            retailer.Sandbox.Shopify.PayBack(order.Id, order.Total - edited.Total);
            await retailer.QuietAsync();
            Assert.Single(retailer.Sandbox.BusinessCentral.Documents);
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal((Reasons.RefundAfterEdit, "erp"), (letter.Reason, letter.Lane.Target));
        });
    }

    [Fact]
    [Cites("refunds and returns", "BCApps#8554")]
    public async Task What_was_sold_to_an_edited_order_can_be_returned()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 3));
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(order.Lines[0].Sku, -1)]);
            await retailer.QuietAsync();
            retailer.Sandbox.Shopify.Refund(order.Id, [(edited.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            await retailer.SettledAsync();
            Assert.All(retailer.Sandbox.Prove().Where(proof => proof.Name != "day"), proof => Assert.True(proof.Holds, $"{proof.Name}: {proof.Detail}"));
        });
    }

    [Fact]
    [Cites("refund and return counted twice", "BCApps#8554")]
    public async Task An_order_that_is_called_off_after_a_part_was_credited_is_for_a_person()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 3));
            retailer.Sandbox.Shopify.Refund(order.Id, [(order.Lines[0].Id, 1)], restock: true);
            await UntilAsync(retailer, () => retailer.Sandbox.BusinessCentral.Documents.Any(document => document.CreditMemo));
            retailer.Sandbox.Shopify.CancelOrder(order.Id);
            await retailer.QuietAsync();
            Assert.Equal(order.Total, Document(retailer, order).Total);
            Assert.Equal("partly-credited", Assert.Single(await retailer.LettersAsync()).Reason);
        });
    }

    [Fact]
    public async Task A_person_is_asked_where_the_settings_say_so_and_is_told_what_to_do()
    {
        await using var retailer = Retailer(OrderAmendments.AskPerson);
        await retailer.RunAsync(async () =>
        {
            var order = await PlaceAsync(retailer, Goods(retailer, 0, 2));
            retailer.Sandbox.Shopify.EditOrder(order.Id, [(Goods(retailer, 1).Sku, 1)]);
            await retailer.QuietAsync();
            Assert.Equal(Sold(order), Held(Document(retailer, order)));
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal(Reasons.ChangedAfterPosting, letter.Reason);
            Assert.Contains("To do: add 1 x", letter.Detail, StringComparison.Ordinal);
        });
    }

    private static RetailerInProcess Retailer(OrderAmendments amendments = OrderAmendments.OpenOrders, Func<string, HttpMessageHandler, HttpMessageHandler>? wire = null) =>
        new(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) })
        {
            Wire = wire ?? ((_, inner) => inner),
            Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, erp => erp.Amendments = amendments),
        };

    /// <summary>Something that the shop has in stock.</summary>
    private static (string Sku, int Units) Goods(RetailerInProcess retailer, int number, int units = 1) =>
        (retailer.Sandbox.Shopify.Levels.Where(level => level.Available > 5 && level.Location == retailer.Place().Name).Select(level => level.Sku).Order(StringComparer.Ordinal).ElementAt(number), units);

    /// <summary>A member orders, and waits until the ERP and the club have it.</summary>
    private static async Task<ShopOrder> PlaceAsync(RetailerInProcess retailer, params (string Sku, int Units)[] goods)
    {
        var order = retailer.Sandbox.Shopify.PlaceOrder(new ShopBasket(Customer(retailer), retailer.Place().Id, [.. goods.Select(item => (item.Sku, item.Units, 0m))], 4.95m, 0m));
        await UntilAsync(retailer, () => retailer.Sandbox.BusinessCentral.Documents.Any(document => document.Reference == order.Reference()) && retailer.Sandbox.TalonOne.Sessions.Any(session => session.Id == order.Reference()));
        await retailer.QuietAsync(1);
        return order;
    }

    private static string Customer(RetailerInProcess retailer) => retailer.Sandbox.Shopify.Customers[0].Id;

    private static ErpDocument Document(RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.BusinessCentral.Documents.Single(document => document.Reference == order.Reference() && !document.CreditMemo);

    private static decimal Points(ShopOrder order) => order.Lines.Sum(line => line.Units * Math.Floor(((line.UnitPrice * line.Units) - line.Discount) / line.Units));

    private static IReadOnlyList<(string Sku, decimal Units)> Sold(ShopOrder order) => [.. order.Lines.Select(line => (line.Sku, (decimal)line.Units)).Order()];

    private static IReadOnlyList<(string Sku, decimal Units)> Held(ErpDocument document) => [.. document.Lines.Select(line => (line.Sku, line.Units)).Order()];

    private static async Task UntilAsync(RetailerInProcess retailer, Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }
}
