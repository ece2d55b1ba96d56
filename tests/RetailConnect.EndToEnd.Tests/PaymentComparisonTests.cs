using QuickStart;
using RetailConnect.Sandbox.Shopify;
using static RetailConnect.EndToEnd.Tests.ComparedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What the books hold of orders' payments, compared with what customers paid.</summary>
public sealed class PaymentComparisonTests
{
    private const string Journal = "WEB";

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task A_payment_that_a_clerk_changed_or_deleted_is_found_and_one_that_waits_for_its_invoice_is_in_flight()
    {
        await using var retailer = Retailer();
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await RunAsync(retailer, async () =>
        {
            var orders = Enumerable.Range(0, 4).Select(_ => Place(shop)).ToList();
            await UntilAsync(retailer, () => erp.Documents.Count == orders.Count);
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            var waiting = await CompareAsync(retailer);
            Assert.Equal((4, 4, 0), (waiting.Expected, waiting.Found, waiting.Drifts));
            Assert.All(waiting.Discrepancies, item => Assert.Equal((DiscrepancyKind.Missing, DiscrepancyState.InFlight, "pending"), (item.Kind, item.State, item.Reason)));

            while (erp.PostSomething(0))
            {
            }

            await UntilAsync(retailer, () => erp.Payments.Count == orders.Count);
            await retailer.QuietAsync();
            await NothingAsync(retailer, orders.Count);

            var total = erp.Invoices.First(invoice => Same(invoice.Reference, orders[0])).Total;
            Assert.Equal(1, erp.ChangePayment(ReferenceOf(orders[0]), -(total - 0.01m)));
            Assert.Equal(1, erp.ChangePayment(ReferenceOf(orders[1]), null));
            await CheckAsync(retailer, orders, total);

            // What is left is posted, and the invoices show the same.
            erp.PostPayments(Journal);
            await CheckAsync(retailer, orders, total);
        });
    }

    private static async Task CheckAsync(RetailerInProcess retailer, List<ShopOrder> orders, decimal total)
    {
        var found = await CompareAsync(retailer);
        Assert.True((found.Found, found.Drifts) == (2, 2), Text(found));
        Assert.Equal((DiscrepancyKind.Different, "changed-in-target"), Of(found, ReferenceOf(orders[0])));
        Assert.Equal((DiscrepancyKind.Missing, "gone-from-target"), Of(found, ReferenceOf(orders[1])));
        Assert.Equal(
            new FieldDifference(ObservedField.Paid, ObservedField.Of("", new Money(total, "EUR")).Value, ObservedField.Of("", new Money(total - 0.01m, "EUR")).Value),
            Assert.Single(found.Discrepancies.Single(item => item.Key == ReferenceOf(orders[0])).Fields));
        Assert.All(Reconciliation(retailer).Plan(found).Steps, step => Assert.Equal(RepairAction.LeaveToPerson, step.Action));
    }

    private static async Task NothingAsync(RetailerInProcess retailer, int expected)
    {
        var found = await CompareAsync(retailer);
        Assert.True(found.Found == 0 && found.Expected == expected && found.Observed == expected, Text(found));
    }

    private static string Text(Comparison found) => $"{found.Expected} expected, {found.Observed} there: {string.Join("; ", found.Discrepancies.Select(item => $"{item.Key} {item.Kind} {item.State} {item.Reason} {string.Join(',', item.Fields)}"))}";

    private static Task<Comparison> CompareAsync(RetailerInProcess retailer) => ComparedRetailer.CompareAsync(retailer, "payments", "erp-payments");

    private static string ReferenceOf(ShopOrder order) => CanonicalIds.Of("web", order.Id).Value.ToUpperInvariant();

    private static bool Same(string reference, ShopOrder order) => string.Equals(reference, ReferenceOf(order), StringComparison.OrdinalIgnoreCase);

    private static RetailerInProcess Retailer()
    {
        var retailer = new RetailerInProcess(Options())
        {
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
        retailer.Sandbox.BusinessCentral.AddPaymentJournal(Journal, "2920");
        return retailer;
    }

    private static ShopOrder Place(ShopifySimulator shop)
    {
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }
}
