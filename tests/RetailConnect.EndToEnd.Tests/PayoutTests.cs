using QuickStart;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Payouts of a day, judged by the journal and the ledger of the simulated ERP and the account of the simulated shop.</summary>
public sealed class PayoutTests
{
    private const string Journal = "PAYOUTS";

    /// <summary>Clearing account of the stores' cards.</summary>
    private const string Stores = "2920";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>The host dies after some of a payout's five lines arrived; after the last one the back office may post them before it is back.</summary>
    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [Cites("payouts skipped or doubled", "BCApps#7633")]
    public async Task A_payout_is_booked_once_though_an_answer_is_lost_and_the_host_dies(int taken, bool postedMeanwhile)
    {
        var lost = new LostJournalLines(taken);
        await using var retailer = Retailer(lost, TimeSpan.FromSeconds(5));
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        erp.AddJournal(Journal);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var orders = Enumerable.Range(0, 6).Select(_ => Place(shop)).ToList();
            shop.Refund(orders[0].Id, [(orders[0].Lines[0].Id, 1)], restock: true);
            shop.Dispute(orders[1].Id);
            var made = shop.MakePayout()!;

            // It is longer on its way than a poll reaches back.
            await Task.Delay(TimeSpan.FromMinutes(5), retailer.Time);
            Assert.Empty(erp.JournalLines);
            shop.PayOut(made.Id);

            await UntilAsync(retailer, () => lost.HasLost);
            await retailer.BuryHostAsync();
            Assert.Equal(taken + 1, erp.JournalLines.Count);
            if (postedMeanwhile)
            {
                Assert.Equal(5, erp.PostJournal(Journal));
            }

            lost.Mend();
            await retailer.StartHostAsync();
            await retailer.QuietAsync();

            CheckBooks(erp, made);
            Assert.Equal(postedMeanwhile ? 0 : 5, erp.PostJournal(Journal));
            CheckLedger(erp, shop);
            Assert.Empty(await LettersAsync(retailer));
            Assert.True((await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Balanced);
        });
    }

    [Fact]
    [Cites("unknown payout types stored blank", "ALAppExtensions#26261")]
    public async Task Each_payout_of_some_days_is_booked_and_one_that_the_bank_sends_back_is_for_a_person()
    {
        await using var retailer = Retailer(null, TimeSpan.FromHours(1));
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        erp.AddJournal(Journal);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            var disputed = Place(shop);
            shop.Dispute(disputed.Id);
            var first = shop.MakePayout()!;
            Place(shop);
            var failed = shop.MakePayout()!;
            shop.PayOut(first.Id);
            shop.FailPayout(failed.Id);
            shop.WinDispute(disputed.Id);
            var third = shop.MakePayout()!;
            shop.PayOut(third.Id);
            await retailer.QuietAsync();

            CheckBooks(erp, first);
            CheckBooks(erp, third);
            Assert.Equal(["DISPUTE_REVERSAL", "TRANSFER_FAILURE"], third.Movements.Select(movement => movement.Type).Order());
            Assert.DoesNotContain(erp.JournalLines, line => line.Reference == ReferenceOf(failed));
            var letter = Assert.Single(await LettersAsync(retailer));
            Assert.Equal((Reasons.PayoutFailed, failed.Id), (letter.Reason, letter.Entity.Value));

            // It bounces after it was booked, and within what a poll reaches back: the books are for a person too.
            shop.FailPayout(third.Id);
            await retailer.QuietAsync();
            Assert.Contains(await LettersAsync(retailer), found => found.Reason is Reasons.ChangedAfterPosting && found.Entity.Value == third.Id);
            CheckBooks(erp, third);
        });
    }

    [Fact]
    [Cites("tenant bleed of cursors", "BCApps#7633")]
    public async Task Payouts_of_shop_and_stores_clear_accounts_of_their_own()
    {
        await using var retailer = Retailer(null, TimeSpan.FromHours(1));
        var (erp, shop, pos) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify, retailer.Sandbox.Square);
        erp.AddJournal(Journal);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Place(shop);
            shop.PayOut(shop.MakePayout()!.Id);
            var sales = pos.Locations.Take(2).SelectMany(place => new[] { Sell(pos, place), Sell(pos, place) }).ToList();
            pos.TakeBack(new(sales[0].Location, sales[0].Id, null, [(sales[0].Lines[0].Sku, 1, sales[0].Total)]));
            pos.Dispute(sales[1].Id);
            pos.Dispute(sales[3].Id, won: true);
            var made = pos.Locations.Select(pos.MakePayout).OfType<PosPayout>().ToList();
            Assert.Equal(2, made.Count);
            await Task.Delay(TimeSpan.FromMinutes(1), retailer.Time);
            Assert.DoesNotContain(erp.JournalLines, line => line.Account is Stores);
            made.ForEach(payout => pos.PayOut(payout.Id));
            await retailer.QuietAsync();

            erp.PostJournal(Journal);
            Assert.Equal(shop.Payouts.Sum(payout => payout.Net) + made.Sum(payout => payout.Amount), erp.Ledger["1200"]);
            Assert.Equal(-shop.Orders.Sum(order => order.Total), erp.Ledger["2930"]);
            Assert.Equal(-made.SelectMany(payout => payout.Entries).Where(entry => entry.Type is "CHARGE" or "REFUND").Sum(entry => entry.Gross), erp.Ledger[Stores]);
            Assert.Equal(-made.SelectMany(payout => payout.Entries).Where(entry => entry.Type is "DISPUTE").Sum(entry => entry.Gross), erp.Ledger["6860"]);
            Assert.Equal(0, erp.Ledger.Values.Sum());
            Assert.Equal(3, erp.JournalLines.Count(line => line.Bank));
            Assert.Empty(await LettersAsync(retailer));
        });
    }

    private static PosOrder Sell(SquareSimulator pos, string place)
    {
        var sku = pos.Counts.Select(count => count.Sku).First(sku => pos.Look(sku, place)?.Quantity > 5);
        return pos.Sell(new(place, null, [(sku, 1, 0m)], 0m, Cash: false));
    }

    private static string ReferenceOf(ShopPayout payout) => CanonicalIds.Of("web", payout.Id).Value.ToUpperInvariant();

    /// <summary>The lines of a payout say what the shop's own account says, once, and balance.</summary>
    private static void CheckBooks(BusinessCentralSimulator erp, ShopPayout payout)
    {
        var lines = erp.JournalLines.Where(line => line.Reference == ReferenceOf(payout)).ToList();
        Assert.NotEmpty(lines);
        Assert.Equal(0, lines.Sum(line => line.Amount));
        Assert.Equal(payout.Net, Assert.Single(lines, line => line.Bank).Amount);
        decimal Of(string account) => lines.Where(line => line.Account == account).Sum(line => line.Amount);
        Assert.Equal(payout.Movements.Sum(movement => movement.Fee), Of("6850"));
        Assert.Equal(-payout.Movements.Where(movement => movement.Type is "DISPUTE_WITHDRAWAL" or "DISPUTE_REVERSAL").Sum(movement => movement.Amount), Of("6860"));
        Assert.Equal(-payout.Movements.Where(movement => movement.Type is not ("DISPUTE_WITHDRAWAL" or "DISPUTE_REVERSAL")).Sum(movement => movement.Amount), Of("2930"));
    }

    /// <summary>What was posted is what the shop paid out, and the customers' payments less what they got back.</summary>
    private static void CheckLedger(BusinessCentralSimulator erp, ShopifySimulator shop)
    {
        Assert.Equal(shop.Payouts.Sum(payout => payout.Net), erp.Ledger["1200"]);
        Assert.Equal(-(shop.Orders.Sum(order => order.Total) - shop.Refunds.Sum(refund => refund.Total)), erp.Ledger["2930"]);
        Assert.Equal(0, erp.Ledger.Values.Sum());
    }

    private static async Task<IReadOnlyList<DeadLetter>> LettersAsync(RetailerInProcess retailer) => await retailer.DeadLetters.ListAsync(RetailerInProcess.Tenant, null, 100, CancellationToken.None);

    private static RetailerInProcess Retailer(LostJournalLines? lost, TimeSpan overlap) => new(new SandboxOptions { Seed = 11, Scale = new RetailerScale().Times(0.02) })
    {
        Wire = (system, inner) => system == "business-central" && lost is not null ? lost.Over(inner) : inner,
        Compose = (tenant, vendors) =>
        {
            Northwind.Compose(tenant, vendors);
            tenant
                .AddBusinessCentralPayouts("erp-payouts", options =>
                {
                    Connections.Configure(options, vendors);
                    (options.PayoutJournal, options.PayoutBankAccount, options.PayoutClearingAccount, options.PayoutFeeAccount, options.PayoutDisputeAccount) = (Journal, "GIRO", "2930", "6850", "6860");
                    options.PayoutClearingAccounts["pos"] = Stores;
                })
                .SyncPayouts(from: ["web", "pos"], to: "erp-payouts", sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), overlap));
        },
    };

    private static ShopOrder Place(ShopifySimulator shop)
    {
        var (sku, location, _) = shop.Levels.Where(level => level.Available > 5).MinBy(level => level.Sku, StringComparer.Ordinal);
        return shop.PlaceOrder(new ShopBasket(null, shop.Locations.First(place => place.Name == location).Id, [(sku, 1, 0m)], 0m, 0m));
    }

    private static async Task UntilAsync(RetailerInProcess retailer, Func<bool> reached)
    {
        for (var looks = 0; !reached(); looks++)
        {
            Assert.True(looks < 6000, "It did not happen within ten minutes.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), retailer.Time);
        }
    }
}
