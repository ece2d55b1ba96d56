using Microsoft.Extensions.DependencyInjection;
using QuickStart;
using RetailConnect.Sandbox.Square;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Money that is on its way is credited when it has left, and points are taken back then; judged by the ERP and the club.</summary>
public sealed class PendingRefundTests
{
    private const string Source = "BCApps#9112";

    [Fact]
    [Cites("pending refunds", Source)]
    public async Task A_refund_that_is_on_its_way_is_credited_once_it_is_settled_though_the_host_dies()
    {
        await using var retailer = new RetailerInProcess(Retailers.Small);
        await retailer.RunAsync(async () =>
        {
            var taken = await TakeBackAsync(retailer);
            await Task.Delay(TimeSpan.FromMinutes(8), retailer.Time);
            Assert.Empty(Credits(retailer));
            await retailer.BuryHostAsync();
            await retailer.StartHostAsync();
            await Task.Delay(TimeSpan.FromMinutes(4), retailer.Time);
            Assert.Empty(Credits(retailer));
            Assert.Empty(await retailer.LettersAsync());

            retailer.Sandbox.Square.SettleRefund(taken.Id, accepted: true);
            await retailer.QuietAsync();
            Assert.Equal([taken.Total], Credits(retailer));
            Assert.Empty(await retailer.LettersAsync());
            await retailer.SettledAsync();
        });
    }

    [Fact]
    [Cites("pending refunds", Source)]
    public async Task A_refund_that_is_refused_is_for_a_person_and_credited_when_it_was_made_good()
    {
        await using var retailer = new RetailerInProcess(Retailers.Small);
        await retailer.RunAsync(async () =>
        {
            var taken = await TakeBackAsync(retailer);
            retailer.Sandbox.Square.SettleRefund(taken.Id, accepted: false);
            await retailer.QuietAsync();
            Assert.Empty(Credits(retailer));
            var letters = await retailer.LettersAsync();
            Assert.Equal(["club", "erp"], letters.Select(letter => letter.Lane.Target).Order(StringComparer.Ordinal));
            Assert.All(letters, letter => Assert.Equal(Reasons.RefundFailed, letter.Reason));

            // Staff gives the money back again, and says so.
            retailer.Sandbox.Square.RefundAgain(taken.Id);
            foreach (var letter in letters)
            {
                Assert.Equal(DeadLetterVerdict.Replayed, (await retailer.Host.GetRequiredService<IDeadLetters>().DecideAsync(RetailerInProcess.Tenant, letter.Envelope, DeadLetterDecision.Replay(), "anna", CancellationToken.None)).Verdict);
            }

            await retailer.QuietAsync();
            Assert.Equal([taken.Total], Credits(retailer));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("pending refunds", Source)]
    public async Task Who_waits_longer_than_the_settings_allow_is_told()
    {
        await using var retailer = new RetailerInProcess(Retailers.Small) { Compose = (tenant, vendors) => Northwind.Compose(tenant, vendors, static _ => { }, returns: static sync => sync.Options.RefundPatience = TimeSpan.FromMinutes(10)) };
        await retailer.RunAsync(async () =>
        {
            var taken = await TakeBackAsync(retailer);
            await Task.Delay(TimeSpan.FromMinutes(6), retailer.Time);
            Assert.Empty(await retailer.LettersAsync());
            await Task.Delay(TimeSpan.FromMinutes(6), retailer.Time);
            await retailer.QuietAsync();
            Assert.Empty(Credits(retailer));
            Assert.All(await retailer.LettersAsync(), letter => Assert.Equal(Reasons.RefundPending, letter.Reason));
            Assert.Equal(2, (await retailer.LettersAsync()).Count);
            retailer.Sandbox.Square.SettleRefund(taken.Id, accepted: true);
        });
    }

    private static async Task<PosOrder> TakeBackAsync(RetailerInProcess retailer)
    {
        var square = retailer.Sandbox.Square;
        var (location, member) = (square.Locations[0], square.AddCustomer("Ada", "Byron", "ada@shoppers.example", "+442079460001"));
        var sku = square.Counts.Where(count => count.Quantity > 5).Select(count => count.Sku).Distinct().Order(StringComparer.Ordinal).First(sku => square.Look(sku, location) is { Quantity: > 5 });
        var sale = square.Sell(new StoreSale(location, member, [(sku, 2, 0m)], 0m, Cash: false));
        await retailer.QuietAsync();
        var taken = square.TakeBack(new StoreReturn(location, sale.Id, null, [(sku, 1, sale.Lines[0].UnitPrice)], Pending: true));

        // So long as it is on its way nothing comes to rest.
        await Task.Delay(TimeSpan.FromMinutes(2), retailer.Time);
        return taken;
    }

    private static IReadOnlyList<decimal> Credits(RetailerInProcess retailer) => [.. retailer.Sandbox.BusinessCentral.Documents.Where(document => document.CreditMemo).Select(document => document.Total)];
}
