using static RetailConnect.EndToEnd.Tests.SaleRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>What a schedule says is trusted as far as it can be read and makes sense; what a channel shows is proven.</summary>
/// <remarks>Field notes, table rows 6 (compare-at) and 8 (proof live), and pains 5 (unknown is not zero) and 16 (silent failure).</remarks>
public sealed class PriceScheduleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Cites("A crossed-out price is sent as 0", "microsoft/BCApps#7949")]
    public async Task The_usual_price_is_crossed_out_during_a_sale_by_option_and_nothing_is_after_it(bool option)
    {
        await using var retailer = new SaleRetailer(catalog => catalog.Options.CrossOutUsual = option);
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 10:00"), At("2026-11-27 12:00"), 5m);
            await retailer.UntilAsync("2026-11-27 11:00");
            Assert.Equal((5m, option ? usual : default(decimal?)), (retailer.Web(), retailer.CrossedOut));
            await retailer.UntilAsync("2026-11-27 12:01");
            Assert.Equal((usual, default(decimal?)), (retailer.Web(), retailer.CrossedOut));

            // Dearer than usual, or with a crossed-out price that is not above it: nothing is crossed out, and no 0 is sent.
            retailer.Sales.Plan("rare", sku, At("2026-11-27 13:00"), At("2026-11-27 14:00"), usual + 1m);
            retailer.Sales.Plan("odd", sku, At("2026-11-27 15:00"), At("2026-11-27 16:00"), 6m, compareAt: 0m);
            retailer.Sales.Plan("own", sku, At("2026-11-27 17:00"), At("2026-11-27 18:00"), 6m, compareAt: 9m);
            foreach (var (time, price, crossedOut) in new[] { ("13:01", usual + 1m, default(decimal?)), ("15:01", 6m, null), ("17:01", 6m, 9m), ("18:01", usual, null) })
            {
                await retailer.UntilAsync($"2026-11-27 {time}");
                Assert.Equal((price, crossedOut), (retailer.Web(), retailer.CrossedOut));
            }

            Assert.All(retailer.Writes("shopify"), body => Assert.DoesNotContain("\"compareAtPrice\":\"0", body, StringComparison.Ordinal));
        });
    }

    [Theory]
    [InlineData("web")]
    [InlineData("pos")]
    [Cites("A promise of our own: a planned price is proven live, or the money at risk is named")]
    public async Task A_planned_price_that_is_not_live_after_its_switch_is_found_with_the_money_at_risk(string channel)
    {
        await using var retailer = new SaleRetailer(static catalog => catalog.Options.ProveAfter = TimeSpan.FromMinutes(2));
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 12:00"), At("2026-11-27 13:00"), 5m);
            await retailer.UntilAsync("2026-11-27 12:01");
            Assert.Equal((5m, 5m), retailer.Charged);
            ComparedRetailer.SetPrice(retailer.House, channel, sku, usual);
            await retailer.UntilAsync("2026-11-27 12:10");
            var wrong = Assert.Single((await ComparedRetailer.ListAsync(retailer.House)).Single(found => found.Lane.Target == channel).Discrepancies);
            Assert.Equal((sku, DiscrepancyState.Drift), (wrong.Key, wrong.State));
            Assert.Equal(usual - 5m, wrong.Fields.Single(field => field.Name == ObservedField.Price).PerUnit!.Value.Amount);
        });
    }

    [Fact]
    [Cites("A promise of our own: a sale is no drift")]
    public async Task A_comparison_during_a_sale_expects_the_price_in_force()
    {
        await using var retailer = new SaleRetailer(static catalog => catalog.Options.CrossOutUsual = true);
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 10:00"), At("2026-11-27 12:00"), 5m);
            await retailer.UntilAsync("2026-11-27 11:00");
            foreach (var channel in new[] { "web", "pos" })
            {
                Assert.Equal(0, (await ComparedRetailer.CompareAsync(retailer.House, "catalog", channel)).Found);
            }

            retailer.House.Sandbox.Shopify.SetCompareAt(sku, usual + 100m);
            var found = await ComparedRetailer.CompareAsync(retailer.House, "catalog", "web");
            Assert.Equal(ObservedField.CompareAt, Assert.Single(Assert.Single(found.Discrepancies).Fields).Name);
            await ComparedRetailer.Reconciliation(retailer.House).RepairAsync(ComparedRetailer.Reconciliation(retailer.House).Plan(found), CancellationToken.None);
            await retailer.House.QuietAsync();
            Assert.Equal((5m, usual), (retailer.Web(), retailer.CrossedOut!.Value));
        });
    }

    [Fact]
    [Cites("What can't be understood is neither guessed nor dropped", "microsoft/BCApps#10092")]
    public async Task A_plan_that_makes_no_sense_is_parked_and_its_correction_mends_it()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("upside-down", sku, At("2026-11-27 13:00"), At("2026-11-27 12:00"), 5m);
            await retailer.House.QuietAsync();
            Assert.Equal([Reasons.InvalidPricePlan, Reasons.InvalidPricePlan], (await retailer.LettersAsync()).Select(letter => letter.Reason));
            Assert.Equal((usual, usual), retailer.Charged);

            retailer.Sales.Plan("upside-down", sku, At("2026-11-27 12:00"), At("2026-11-27 13:00"), 5m, currency: "USD");
            await retailer.House.QuietAsync();
            Assert.Contains("USD", (await retailer.LettersAsync())[^1].Detail, StringComparison.Ordinal);

            retailer.Sales.Plan("upside-down", sku, At("2026-11-27 12:00"), At("2026-11-27 13:00"), 5m);
            await retailer.UntilAsync("2026-11-27 12:01");
            Assert.Equal((5m, 5m), retailer.Charged);
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("What can't be read is taken for none", "woocommerce/woocommerce-square#529")]
    public async Task A_schedule_that_cant_be_read_takes_no_price_away()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("day", sku, At("2026-11-27 10:00"), At("2026-11-27 20:00"), 5m);
            await retailer.UntilAsync("2026-11-27 11:00");
            retailer.Sales.IsDown = true;
            retailer.House.Sandbox.BusinessCentral.SetPrice(sku.Split('-')[0], usual + 3m);
            await retailer.UntilAsync("2026-11-27 12:00");
            Assert.Equal((5m, 5m), retailer.Charged);
            Assert.Empty(retailer.Writes("shopify").Skip(1));
            retailer.Sales.IsDown = false;
            await retailer.UntilAsync("2026-11-27 20:01");
            Assert.Equal((usual + 3m, usual + 3m), retailer.Charged);
        });
    }

    [Fact]
    [Cites("A promise of our own: what was there before is not forgotten")]
    public async Task A_schedule_that_is_added_later_prices_what_was_read_before()
    {
        await using var retailer = new SaleRetailer(scheduled: false);
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("day", sku, At("2026-11-27 09:00"), At("2026-11-27 20:00"), 5m);
            await retailer.House.QuietAsync();
            Assert.Equal((usual, usual), retailer.Charged);

            // So late that no poll reaches back to the items.
            await retailer.UntilAsync("2026-11-27 09:45");
            await retailer.House.StopHostAsync();
            retailer.IsScheduled = true;
            await retailer.House.StartHostAsync();
            await retailer.UntilAsync("2026-11-27 11:00");
            Assert.Equal((5m, 5m), retailer.Charged);
            await retailer.UntilAsync("2026-11-27 20:01");
            Assert.Equal((usual, usual), retailer.Charged);
        });
    }
}
