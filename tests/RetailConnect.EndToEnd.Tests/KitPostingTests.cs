using QuickStart;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using static RetailConnect.EndToEnd.Tests.KitRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What is sold as one is in the books by its parts, to the cent and once; who knows only what was sold hears of that.</summary>
public sealed class KitPostingTests
{
    [Fact]
    [Cites("a bundle blocks hundreds of items", "BCApps#8396")]
    public async Task An_order_of_kits_is_in_the_ERP_by_its_parts_and_in_the_club_as_it_was_sold()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.OrderedAsync((Trio, 2, 3.33m), (Box, 1, 0m), (Shirt, 1, 0m));
            var document = retailer.Document(order.Reference());
            Assert.Equal([(Shirt, 1), (Shirt, 2), (Sock, 1), (Sock, 4), (Hat, 1), (Scarf, 1)], Held(document));
            Assert.Equal(order.Total, document.Total);
            Assert.Equal(order.Lines.Sum(line => line.Units * Math.Floor(((line.UnitPrice * line.Units) - line.Discount) / line.Units)), retailer.Sandbox.TalonOne.Sessions.Single(session => session.Id == order.Reference()).Points);
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("documents that are off by a cent", "woocommerce#25748", "BCApps#11088")]
    public async Task Prices_that_do_not_divide_are_to_the_cent_with_discounts_and_a_foreign_currency()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var shop = retailer.Sandbox.Shopify;
            foreach (var (price, units, discount) in new[] { (10.01m, 1, 0.01m), (0.02m, 3, 0m), (99.99m, 7, 10.01m), (100m, 3, 33.34m) })
            {
                retailer.Sandbox.BusinessCentral.SetPrice(Trio, price);
                await retailer.QuietAsync(1);
                shop.PlaceOrder(new ShopBasket(shop.Customers[0].Id, retailer.Web(Warehouse).Id, [(Trio, units, discount), (Hat, 1, 0m)], 4.95m, 1.11m, "USD", 1.0837m, OrderDiscount: 1.01m));
            }

            await retailer.QuietAsync();
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("edits after import", "BCApps#7620")]
    public async Task An_edit_of_the_kits_units_changes_the_parts_of_the_same_document()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.OrderedAsync((Trio, 3, 0m), (Shirt, 1, 0m));
            var before = retailer.Document(order.Reference());
            var edited = retailer.Sandbox.Shopify.EditOrder(order.Id, [(Trio, -2), (Pair, 2)]);
            await retailer.QuietAsync();
            var after = retailer.Document(order.Reference());
            Assert.Equal((before.Id, edited.Total), (after.Id, after.Total));
            Assert.Equal([(Shirt, 1), (Shirt, 1), (Sock, 2), (Sock, 2), (Hat, 2)], Held(after));
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("an order keeps what was sold")]
    public async Task An_order_keeps_what_its_kit_was_made_of_when_it_was_accepted()
    {
        IReadOnlyList<RetailKit> kits = [new(Trio, [new(Shirt, 1), new(Sock, 2)])];
        await using var retailer = Create(With(() => kits));
        await retailer.RunAsync(async () =>
        {
            var old = await retailer.OrderedAsync((Trio, 2, 0m));
            kits = [new(Trio, [new(Scarf, 1), new(Hat, 1)])];
            await retailer.RestartAsync();
            var edited = retailer.Sandbox.Shopify.EditOrder(old.Id, [(Trio, -1)]);
            var young = await retailer.OrderedAsync((Trio, 1, 0m));
            Assert.Equal([(Shirt, 1), (Sock, 2)], Held(retailer.Document(old.Reference())));
            Assert.Equal(edited.Total, retailer.Document(old.Reference()).Total);
            Assert.Equal([(Hat, 1), (Scarf, 1)], Held(retailer.Document(young.Reference())));

            // So does what comes back of it.
            var refund = retailer.Sandbox.Shopify.Refund(old.Id, [(old.Lines[0].Id, 1)], restock: true);
            await retailer.QuietAsync();
            var memo = retailer.Sandbox.BusinessCentral.Documents.Single(document => document.CreditMemo);
            Assert.Equal([(Shirt, 1), (Sock, 2)], Held(memo));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Cites("a lost answer, a host that dies: one document", "woocommerce-square#232")]
    public async Task A_kit_is_posted_once_when_answers_are_lost_and_the_host_dies(bool dies)
    {
        var lost = new LostCalls(request => request.Method == HttpMethod.Post && request.RequestUri!.AbsolutePath.EndsWith("/salesOrders", StringComparison.Ordinal), 2);
        await using var retailer = Create(wire: (_, inner) => lost.Over(inner));
        await retailer.RunAsync(async () =>
        {
            var order = retailer.Order((Box, 2, 1.99m));
            await retailer.UntilAsync(() => lost.Count > 0);
            if (dies)
            {
                await retailer.BuryHostAsync();
                await retailer.StartHostAsync();
            }

            await retailer.QuietAsync();
            Assert.Equal([(Sock, 2), (Hat, 2), (Scarf, 2)], Held(retailer.Document(order.Reference())));
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("a bundle blocks hundreds of items", "BCApps#8396")]
    public async Task A_kit_with_a_part_that_nobody_knows_parks_its_order_alone_and_is_replayed_once_the_part_is_there()
    {
        IReadOnlyList<RetailKit> kits = [new(Trio, [new(Shirt, 1)]), new(Pair, [new(Sock, 1), new(Hat, 1)])];
        await using var retailer = Create(With(() => kits));
        await retailer.RunAsync(async () =>
        {
            kits = [new(Trio, [new(Shirt, 1), new("NEW-PART", 2)]), kits[1]];
            await retailer.RestartAsync();
            var (bad, good) = (retailer.Order((Trio, 1, 0m)), retailer.Order((Pair, 1, 0m)));
            await retailer.QuietAsync();
            Assert.Equal([(Sock, 1), (Hat, 1)], Held(retailer.Document(good.Reference())));
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal((Reasons.UnknownKitComponent, "erp"), (letter.Reason, letter.Lane.Target));
            Assert.Contains("'NEW-PART'", letter.Detail, StringComparison.Ordinal);
            Assert.Contains($"'{Trio}'", letter.Detail, StringComparison.Ordinal);

            retailer.Sandbox.BusinessCentral.AddItem("NEW-PART", "A part", 3m, 1m, []);
            await retailer.QuietAsync();
            await retailer.Engine.ReplayAsync(RetailerInProcess.Tenant, [letter.Envelope], CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal([(Shirt, 1), ("NEW-PART", 2)], Held(retailer.Document(bad.Reference())));
            Assert.Equal(bad.Total, retailer.Document(bad.Reference()).Total);
        });
    }

    [Fact]
    [Cites("refunds that the books do not know by line", "frappe#397", "BCApps#8554")]
    public async Task Kits_come_back_in_portions_in_shop_and_store_by_their_parts_and_to_the_cent()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.OrderedAsync((Trio, 3, 1.01m));
            var line = order.Lines.Single();
            retailer.Sandbox.Shopify.Refund(order.Id, [(line.Id, 1)], restock: true);
            retailer.Sandbox.Shopify.Refund(order.Id, [(line.Id, 1)], restock: false);
            var amount = decimal.Round(((line.UnitPrice * 3) - line.Discount) / 3, 2, MidpointRounding.ToZero);
            retailer.Sandbox.Square.TakeBack(new StoreReturn(retailer.Till(Store), null, order.Name, [(Trio, 1, amount)]));
            await retailer.QuietAsync();
            var memos = retailer.Sandbox.BusinessCentral.Documents.Where(document => document.CreditMemo).ToList();
            Assert.Equal(3, memos.Count);
            Assert.Equal([(Shirt, 1m, Warehouse), (Shirt, 1m, Store), (Sock, 2m, Warehouse), (Sock, 2m, Store)], memos.SelectMany(memo => memo.Lines).Select(sold => (sold.Sku, sold.Units, sold.Location)).OrderBy(sold => sold.Sku, StringComparer.Ordinal).ThenByDescending(sold => sold.Location, StringComparer.Ordinal));
            await retailer.ProvenAsync();
        });
    }

    [Fact]
    [Cites("what left the warehouse by its parts is told as it was sold", "BCApps#8396")]
    public async Task A_shipment_of_parts_fulfils_the_kits_that_the_shop_sold()
    {
        await using var retailer = Create((tenant, vendors) =>
        {
            Northwind.Compose(tenant, vendors);
            tenant.SyncShipments(from: ["erp"], to: ["web"], sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)));
        });
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.OrderedAsync((Trio, 2, 0m), (Pair, 1, 0m), (Box, 1, 0m), (Sock, 1, 0m));
            retailer.Sandbox.BusinessCentral.Post(order.Reference());
            await retailer.QuietAsync();
            var sent = Assert.Single(retailer.Sandbox.Shopify.Fulfillments);
            Assert.Equal(order.Lines.Select(line => (line.Id, line.Units)).Order(), sent.Lines.Select(line => (line.Line, line.Units)).Order());
            await retailer.ProvenAsync();

            var torn = await retailer.OrderedAsync((Trio, 1, 0m));
            retailer.Sandbox.BusinessCentral.Ship(torn.Reference(), [(0, 1)]);
            await retailer.QuietAsync();
            Assert.Equal(Reasons.UnitsNotOpen, Assert.Single(await retailer.LettersAsync()).Reason);
        });
    }

    [Fact]
    [Cites("goods that come back out of a bundle", "BCApps#8396")]
    public async Task One_part_of_a_kit_comes_back_by_itself_and_its_points_are_for_a_person()
    {
        await using var retailer = Create();
        await retailer.RunAsync(async () =>
        {
            var order = await retailer.OrderedAsync((Trio, 1, 0m));
            var before = retailer.Erp(Sock, Store);
            retailer.Sandbox.Square.TakeBack(new StoreReturn(retailer.Till(Store), null, order.Name, [(Sock, 1, 2.50m)]));
            await retailer.QuietAsync();
            var memo = retailer.Sandbox.BusinessCentral.Documents.Single(document => document.CreditMemo);
            Assert.Equal((2.50m, before + 1), (memo.Total, retailer.Erp(Sock, Store)));
            Assert.Equal([(Sock, 1)], Held(memo));
            var letter = Assert.Single(await retailer.LettersAsync());
            Assert.Equal((Reasons.KitPartReturned, "club"), (letter.Reason, letter.Lane.Target));
        });
    }
}
