using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What the ERP ships the shop hears once: judged by the shop's own fulfilments and e-mails.</summary>
public sealed class ShipmentTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    [Cites("fulfilments told twice", "BCApps#7065")]
    public async Task Each_shipment_is_one_fulfilment_and_one_mail_also_when_answers_are_lost_and_the_host_starts_anew()
    {
        var lost = new LostFulfillments(2);
        await using var retailer = await LoadedAsync(lost, numbered: true);
        var (parts, whole) = (Sell(retailer, 3), Sell(retailer, 2));
        await RunAsync(retailer, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.BusinessCentral.Ship(Reference(parts), [(0, 1)]);
            retailer.Sandbox.BusinessCentral.Post(Reference(whole));
            await UntilAsync(retailer, () => lost.Count >= 2);
            await retailer.StopHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
        });
        Assert.Equal([1], Units(retailer, parts));
        Assert.Equal([2], Units(retailer, whole));

        await RunAsync(retailer, async () =>
        {
            retailer.Sandbox.BusinessCentral.Post(Reference(parts));
            await retailer.QuietAsync();
        });
        Assert.Equal([1, 2], Units(retailer, parts).Order());
        Assert.Equal([2], Units(retailer, whole));
        Assert.Equal(retailer.Sandbox.BusinessCentral.Shipments.Select(shipment => shipment.Number).Order(), retailer.Sandbox.Shopify.Mails.Select(mail => Assert.Single(mail.Numbers)).Order());
        await SettledAsync(retailer);
    }

    [Fact]
    public async Task A_whole_order_needs_no_number_to_be_told_once()
    {
        var lost = new LostFulfillments(1);
        await using var retailer = await LoadedAsync(lost, numbered: false);
        var order = Sell(retailer, 2);
        await RunAsync(retailer, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.BusinessCentral.Post(Reference(order));
            await UntilAsync(retailer, () => lost.Count >= 1);
            await retailer.StopHostAsync();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
        });
        Assert.Equal([2], Units(retailer, order));
        Assert.Single(retailer.Sandbox.Shopify.Mails);
        await SettledAsync(retailer);
    }

    [Fact]
    public async Task A_part_without_number_whose_answer_was_lost_is_for_a_person_and_not_told_twice()
    {
        var lost = new LostFulfillments(1);
        await using var retailer = await LoadedAsync(lost, numbered: false);
        var order = Sell(retailer, 3);
        await RunAsync(retailer, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            retailer.Sandbox.BusinessCentral.Ship(Reference(order), [(0, 1)]);
            await UntilAsync(retailer, () => lost.Count >= 1);
            await retailer.QuietAsync();
        });
        var letter = Assert.Single(await DeadAsync(retailer), letter => letter.Lane.Sync == "shipments");
        Assert.Equal(Reasons.ResultUnknown, letter.Reason);
        Assert.Single(retailer.Sandbox.Shopify.Mails);

        await RunAsync(retailer, async () =>
        {
            var told = Assert.Single(retailer.Sandbox.Shopify.Fulfillments).Id;
            Assert.Equal(DeadLetterVerdict.Ended, (await retailer.Host.GetRequiredService<IDeadLetters>().DecideAsync(RetailerInProcess.Tenant, letter.Envelope, DeadLetterDecision.Resolve("It is that one.", told), "anna", None)).Verdict);
            retailer.Sandbox.BusinessCentral.Post(Reference(order));
            await retailer.QuietAsync();
        });
        Assert.Equal([1, 2], Units(retailer, order).Order());
        await SettledAsync(retailer);
    }

    private static async Task<IReadOnlyList<DeadLetter>> DeadAsync(RetailerInProcess retailer) =>
        await retailer.Host.GetRequiredService<IDeadLetters>().ListAsync(new(RetailerInProcess.Tenant), 0, 100, None);

    private static string Reference(ShopOrder order) => CanonicalIds.Of("web", order.Id).Value;

    private static IEnumerable<int> Units(RetailerInProcess retailer, ShopOrder order) => retailer.Sandbox.Shopify.Fulfillments.Where(sent => sent.Order == order.Id).Select(sent => sent.Lines.Sum(line => line.Units));

    private static ShopOrder Sell(RetailerInProcess retailer, int units)
    {
        var shop = retailer.Sandbox.Shopify;
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, units, 0m)], 4.95m, 0m));
    }

    /// <summary>Nothing came back as an echo, nothing is left over, and the shop's stock is the ERP's.</summary>
    private static async Task SettledAsync(RetailerInProcess retailer)
    {
        var status = await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, None);
        Assert.True(status.Balanced, string.Join(", ", status.Lanes));
        Assert.Empty(await DeadAsync(retailer));
        Assert.Equal(retailer.Sandbox.Shopify.Orders.Count, retailer.Sandbox.BusinessCentral.Documents.Count);
        Assert.All(retailer.Sandbox.BusinessCentral.Documents, document => Assert.True(document.Posted));
        var books = retailer.Sandbox.BusinessCentral.Stock.ToDictionary(place => (place.Sku, place.Location));
        foreach (var order in retailer.Sandbox.Shopify.Orders)
        {
            var (sku, name) = (order.Lines[0].Sku, retailer.Sandbox.Shopify.Locations.Single(place => place.Id == order.Location).Name);
            var shown = retailer.Sandbox.Shopify.Levels.Single(level => level.Sku == sku && level.Location == name).Available;
            Assert.Contains(books.Where(place => place.Key.Sku == sku), place => place.Value.OnHand == shown && place.Value.OnOrders == 0);
        }
    }

    private static async Task UntilAsync(RetailerInProcess retailer, Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }

    private static Task RunAsync(RetailerInProcess retailer, Func<Task> work) => Pump.RunAsync(retailer.Time, Longest, work);

    private static async Task<RetailerInProcess> LoadedAsync(LostFulfillments lost, bool numbered)
    {
        var retailer = new RetailerInProcess(new SandboxOptions { Seed = 21, Scale = new RetailerScale().Times(0.01) })
        {
            Wire = (system, inner) => system == "shopify" ? lost.Over(inner) : inner,
            Compose = (tenant, vendors) => tenant
                .AddBusinessCentral("erp", options => Connections.Configure(options, vendors))
                .AddShopify("web", options =>
                {
                    Connections.Configure(options, vendors);
                    options.ShipmentNumberAsTracking = numbered;
                })
                .SyncCatalog(from: "erp", to: ["web"], sync => Often(sync.Options))
                .SyncInventory(from: "erp", to: ["web"], sync => Often(sync.Options))
                .SyncCustomers(from: ["web"], to: ["erp"], sync => Often(sync.Options))
                .SyncOrders(from: ["web"], to: "erp", sync => Often(sync.Options))
                .SyncShipments(from: ["erp"], to: ["web"], sync => Often(sync.Options)),
        };
        await RunAsync(retailer, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            await retailer.StopHostAsync();
        });
        return retailer;
    }

    private static void Often(SyncOptions options) => (options.Every, options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5));
}
