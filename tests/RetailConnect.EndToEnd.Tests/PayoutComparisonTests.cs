using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;
using static RetailConnect.EndToEnd.Tests.ComparedRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What the books hold of payouts, compared with what was paid out: what a clerk changed is found to the cent, and nothing else is.</summary>
public sealed class PayoutComparisonTests
{
    private const string Journal = "PAYOUTS";
    private static readonly string[] NoFields = [];

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task What_was_booked_as_it_was_paid_out_is_right_in_the_journal_and_after_its_posting()
    {
        await using var retailer = Retailer();
        var (erp, shop, pos) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        await RunAsync(retailer, async () =>
        {
            var disputed = Buy(shop);
            shop.Refund(disputed.Id, [(disputed.Lines[0].Id, 1)], restock: true);
            shop.Dispute(Buy(shop).Id);
            shop.PayOut(shop.MakePayout()!.Id);
            Buy(shop);
            var scheduled = shop.MakePayout()!;
            Sell(pos);
            pos.PayOut(pos.MakePayout(pos.Locations[0])!.Id);
            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
            await retailer.QuietAsync();
            Assert.Equal(2, erp.JournalLines.Count(line => line.Bank));

            // One is scheduled, and not expected yet.
            await NothingAsync(retailer, 2);
            erp.PostJournal(Journal);
            await NothingAsync(retailer, 2);

            // What arrived since the last poll is neither lost nor wrong.
            shop.PayOut(scheduled.Id);
            var found = await CompareAsync(retailer);
            Assert.True(found is { Expected: 3, Drifts: 0 }, Text(found));
            await retailer.QuietAsync();
            await NothingAsync(retailer, 3);
        });
    }

    [Fact]
    [Cites("drift that nobody sees")]
    public async Task What_a_clerk_changed_or_deleted_is_found_to_the_cent_and_left_to_a_person()
    {
        await using var retailer = Retailer();
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await RunAsync(retailer, async () =>
        {
            var paid = new List<ShopPayout>();
            for (var day = 0; day < 4; day++)
            {
                Buy(shop);
                paid.Add(shop.MakePayout()!);
                shop.PayOut(paid[^1].Id);
            }

            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
            await retailer.QuietAsync();
            await NothingAsync(retailer, 4);
            var (fee, total) = (erp.JournalLines.First(line => line.Document == DocumentOf(paid[0]) && line.Account is "6850").Amount, paid[0].Net);
            erp.ChangeJournalLine(DocumentOf(paid[0]), "6850", fee + 0.01m);
            erp.ChangeJournalLine(DocumentOf(paid[0]), "GIRO", total - 0.01m);
            erp.ChangeJournalLine(DocumentOf(paid[1]), "6850", fee, to: "6860");
            erp.DeleteJournalLines(DocumentOf(paid[2]));

            var found = await CompareAsync(retailer);
            Assert.Equal((3, 3), (found.Found, found.Drifts));
            Check(found, paid[0], DiscrepancyKind.Different, "changed-in-target", ObservedField.Total, ObservedField.Fees);
            Check(found, paid[1], DiscrepancyKind.Different, "changed-in-target", ObservedField.Disputes, ObservedField.Fees);
            Check(found, paid[2], DiscrepancyKind.Missing, "gone-from-target", NoFields);
            var wrong = found.Discrepancies.Single(item => item.Key == KeyOf(paid[0])).Fields.Single(field => field.Name is ObservedField.Fees);
            Assert.Equal((new Money(fee, "EUR"), new Money(fee + 0.01m, "EUR")), (new ObservedField("", wrong.Expected).AsMoney(), new ObservedField("", wrong.Actual).AsMoney()));
            Assert.All(Reconciliation(retailer).Plan(found).Steps, step => Assert.Equal(RepairAction.LeaveToPerson, step.Action));

            // It is posted so, and stays found.
            erp.PostJournal(Journal);
            var after = await CompareAsync(retailer);
            Assert.Equal(found.Discrepancies.Select(item => (item.Key, string.Join(';', item.Fields))), after.Discrepancies.Select(item => (item.Key, string.Join(';', item.Fields))));
        });
    }

    [Fact]
    public async Task What_is_on_its_way_is_in_flight_and_what_was_decided_is_explained()
    {
        var open = false;
        await using var retailer = Retailer(new Gate(() => open), disputes: null);
        var shop = retailer.Sandbox.Shopify;
        await RunAsync(retailer, async () =>
        {
            shop.Dispute(Buy(shop).Id);
            var disputed = shop.MakePayout()!;
            shop.PayOut(disputed.Id);
            Buy(shop);
            var waiting = shop.MakePayout()!;
            shop.PayOut(waiting.Id);
            await retailer.Engine.CatchUpAsync(RetailerInProcess.Tenant, CancellationToken.None);
            await UntilAsync(retailer, async () => (await LettersAsync(retailer)).Count > 0);

            var found = await CompareAsync(retailer);
            Assert.Equal((2, 0), (found.Found, found.Drifts));
            Assert.Equal((DiscrepancyState.Explained, "payout-dispute-account-missing"), StateOf(found, disputed));
            Assert.Equal((DiscrepancyState.InFlight, "pending"), StateOf(found, waiting));
            open = true;
            await retailer.QuietAsync();
            Assert.Equal([KeyOf(disputed)], (await CompareAsync(retailer)).Discrepancies.Select(item => item.Key));
        });
    }

    private static void Check(Comparison found, ShopPayout payout, DiscrepancyKind kind, string reason, params string[] fields)
    {
        var item = found.Discrepancies.Single(item => item.Key == KeyOf(payout));
        Assert.Equal((kind, DiscrepancyState.Drift, reason), (item.Kind, item.State, item.Reason));
        Assert.Equal(fields, item.Fields.Select(field => field.Name));
    }

    private static (DiscrepancyState State, string Reason) StateOf(Comparison found, ShopPayout payout) => found.Discrepancies.Single(item => item.Key == KeyOf(payout)) is var item ? (item.State, item.Reason) : default;

    private static async Task NothingAsync(RetailerInProcess retailer, int expected)
    {
        var found = await CompareAsync(retailer);
        Assert.True(found.Found == 0 && found.Expected == expected && found.Observed == expected, Text(found));
    }

    private static string Text(Comparison found) => $"{found.Expected} expected, {found.Observed} there: {string.Join("; ", found.Discrepancies.Select(item => $"{item.Key} {item.Kind} {item.State} {item.Reason} {string.Join(',', item.Fields)}"))}";

    private static Task<Comparison> CompareAsync(RetailerInProcess retailer) => ComparedRetailer.CompareAsync(retailer, "payouts", "erp-payouts");

    private static string KeyOf(ShopPayout payout) => CanonicalIds.Of("web", payout.Id).Value;

    private static string DocumentOf(ShopPayout payout) => $"P-{KeyOf(payout).ToUpperInvariant()}";

    private static async Task<IReadOnlyList<DeadLetter>> LettersAsync(RetailerInProcess retailer) => await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None);

    private static void Sell(SquareSimulator pos)
    {
        var place = pos.Locations[0];
        var sku = pos.Counts.Select(count => count.Sku).First(sku => pos.Look(sku, place)?.Quantity > 5);
        pos.Sell(new(place, null, [(sku, 1, 0m)], 0m, Cash: false));
    }

    private static ShopOrder Buy(ShopifySimulator shop)
    {
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private static RetailerInProcess Retailer(Gate? gate = null, string? disputes = "6860")
    {
        var retailer = new RetailerInProcess(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) })
        {
            Wire = (system, inner) => system == "business-central" && gate is not null ? gate.Over(inner) : inner,
            Compose = (tenant, vendors) =>
            {
                Northwind.Compose(tenant, vendors);
                tenant
                    .AddBusinessCentralPayouts("erp-payouts", options =>
                    {
                        Connections.Configure(options, vendors);
                        (options.PayoutJournal, options.PayoutBankAccount, options.PayoutClearingAccount, options.PayoutFeeAccount, options.PayoutDisputeAccount) = (Journal, "GIRO", "2930", "6850", disputes);
                        options.PayoutClearingAccounts["pos"] = "2920";
                    })
                    .SyncPayouts(from: ["web", "pos"], to: "erp-payouts");
            },
        };
        retailer.Sandbox.BusinessCentral.AddJournal(Journal);
        return retailer;
    }

    /// <summary>Nothing can be written into the journal while it is closed.</summary>
    private sealed class Gate(Func<bool> open)
    {
        public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(open) { InnerHandler = inner };

        private sealed class Handler(Func<bool> open) : DelegatingHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                open() || request.Method != HttpMethod.Post || !request.RequestUri!.AbsolutePath.EndsWith("journalLines", StringComparison.Ordinal)
                    ? base.SendAsync(request, cancellationToken)
                    : throw new HttpRequestException("The way is closed.");
        }
    }
}
