using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Payments of posted orders, judged by the journal of the simulated ERP.</summary>
public sealed class PaymentTests
{
    private const string Journal = "WEB";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly LostPayments lost = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Cites("duplicates", "woocommerce-square#232")]
    public async Task Each_payment_is_booked_once_though_answers_are_lost_and_the_host_dies(bool postedMeanwhile)
    {
        await using var retailer = Retailer();
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        erp.AddPaymentJournal(Journal, "2920");
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var orders = Enumerable.Range(0, 6).Select(_ => Place(shop)).ToList();
            await UntilAsync(retailer, () => erp.Documents.Count == orders.Count);
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            Assert.Empty(erp.Payments);

            // All are posted; the answers to the first lines are lost, nobody can look them up, and the host dies.
            while (erp.PostSomething(0))
            {
            }

            await UntilAsync(retailer, () => lost.Count > 0);
            await retailer.BuryHostAsync();
            Assert.NotEmpty(erp.Payments);
            if (postedMeanwhile)
            {
                Assert.True(erp.PostPayments(Journal) > 0);
            }

            lost.Mend();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            erp.PostPayments(Journal);

            Assert.Equal(orders.Count, erp.Invoices.Count);
            Assert.All(erp.Invoices, invoice => Assert.Equal(0, invoice.Remaining));
            Assert.Equal(erp.Invoices.Select(invoice => (invoice.Reference, -invoice.Total)).Order(), erp.Payments.Select(payment => (payment.Reference, payment.Amount)).Order());
            Assert.Empty(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None));
            Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
        });
    }

    [Fact]
    public async Task A_paid_order_that_was_called_off_before_it_was_read_needs_no_payment_and_nobody()
    {
        await using var retailer = Retailer();
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        erp.AddPaymentJournal(Journal, "2920");
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var order = Place(shop);
            shop.CancelOrder(order.Id);

            // Longer than a payment waits for its order to be posted.
            await Task.Delay(TimeSpan.FromHours(3), retailer.Time);
            await retailer.QuietAsync();

            var story = Assert.Single(await retailer.Host.GetRequiredService<IExplanations>().ExplainAsync(RetailerInProcess.Tenant, order.Id, CancellationToken.None));
            Assert.Contains(story.Events, item => item is { Sync: "payments", Kind: ExplainedKind.Skipped, Reason: Reasons.CancelledBeforePosting });
            Assert.Empty(await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None));
            Assert.Empty(erp.Payments);
        });
    }

    private RetailerInProcess Retailer() => new(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) })
    {
        Wire = (system, inner) => system == "business-central" ? lost.Over(inner) : inner,
        Compose = (tenant, vendors) =>
        {
            Northwind.Compose(tenant, vendors);
            tenant
                .AddBusinessCentralPayments("erp-payments", options =>
                {
                    Connections.Configure(options, vendors);
                    (options.PaymentJournal, options.PaymentWait) = (Journal, TimeSpan.FromSeconds(30));
                })
                .SyncPayments(from: ["web", "pos"], to: "erp-payments", sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)));
        },
    };

    private static ShopOrder Place(ShopifySimulator shop)
    {
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private static async Task UntilAsync(RetailerInProcess retailer, Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }
}
