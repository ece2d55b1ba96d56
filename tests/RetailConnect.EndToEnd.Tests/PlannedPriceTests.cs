using static RetailConnect.EndToEnd.Tests.SaleRetailer;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Prices that hold from a moment until another: the channels show them then, whoever sleeps, and give them up again.</summary>
/// <remarks>Field notes, table row 8 (nobody has effective-dated prices), and pains 7 (only a part of the prices), 18 (keys that eat the corrective write) and 22 (time zones).</remarks>
public sealed class PlannedPriceTests
{
    [Fact]
    [Cites("Times that are taken for UTC", "nozzlegear/ShopifySharp#643", "frappe/erpnext_shopify#190")]
    public async Task A_sale_begins_and_ends_by_the_retailers_clocks_in_every_channel_and_is_written_once_per_switch()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("black-friday", sku, At("2026-11-28 00:00"), At("2026-11-30 00:00"), 5m);
            await retailer.UntilAsync("2026-11-27 23:59:50");
            Assert.Equal((usual, usual), retailer.Charged);
            Assert.Empty(retailer.Writes("shopify"));

            await retailer.UntilAsync("2026-11-28 00:00:30");
            Assert.Equal((5m, 5m), retailer.Charged);
            await retailer.UntilAsync("2026-11-29 23:59:50");
            Assert.Equal((5m, 5m), retailer.Charged);
            Assert.Single(retailer.Writes("shopify"));

            await retailer.UntilAsync("2026-11-30 00:00:30");
            Assert.Equal((usual, usual), retailer.Charged);
            await retailer.UntilAsync("2026-11-30 03:00");
            Assert.Single(retailer.Writes("shopify"));
        });
    }

    [Fact]
    [Cites("A promise of our own: a planned price is live at its moment, also when the host was down then")]
    public async Task A_host_that_was_down_when_a_sale_began_writes_it_at_once_when_it_is_back()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 12:00"), At("2026-11-27 15:00"), 5m);
            await retailer.UntilAsync("2026-11-27 11:00");
            await retailer.House.BuryHostAsync();
            await retailer.UntilAsync("2026-11-27 13:00");
            Assert.Equal((usual, usual), retailer.Charged);
            await retailer.House.StartHostAsync();
            await retailer.UntilAsync("2026-11-27 13:00:40");
            Assert.Equal((5m, 5m), retailer.Charged);

            await retailer.House.BuryHostAsync();
            await retailer.UntilAsync("2026-11-27 16:00");
            await retailer.House.StartHostAsync();
            await retailer.UntilAsync("2026-11-27 16:00:40");
            Assert.Equal((usual, usual), retailer.Charged);
        });
    }

    [Fact]
    [Cites("A promise of our own: a price that is over is never written")]
    public async Task A_sale_that_a_channel_or_the_host_slept_through_is_never_written()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 12:00"), At("2026-11-27 12:20"), 5m);
            await retailer.UntilAsync("2026-11-27 11:50");
            retailer.Down.Add("shopify");
            await retailer.UntilAsync("2026-11-27 12:10");
            Assert.Equal((usual, 5m), retailer.Charged);

            // Its change waits for the shop when the host dies, and the sale is over when the next one begins.
            await retailer.House.BuryHostAsync();
            await retailer.UntilAsync("2026-11-27 12:30");
            retailer.Down.Clear();
            _ = retailer.Writes("shopify");
            await retailer.House.StartHostAsync();
            await retailer.House.QuietAsync();
            Assert.Equal((usual, usual), retailer.Charged);
            Assert.All(retailer.Writes("shopify"), body => Assert.DoesNotContain("\"price\":\"5\"", body, StringComparison.Ordinal));
        });
    }

    [Fact]
    [Cites("A key made of content and version eats the write that corrects", "openlinker/openlinker#2285", "woocommerce/woocommerce-square#524")]
    public async Task A_sale_that_is_called_off_and_planned_again_gives_and_takes_the_price_each_time()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            for (var round = 0; round < 3; round++)
            {
                retailer.Sales.Plan("flash", sku, null, null, 5m);
                await retailer.House.QuietAsync();
                Assert.Equal((5m, 5m), retailer.Charged);
                retailer.Sales.TakeBack("flash", sku);
                await retailer.House.QuietAsync();
                Assert.Equal((usual, usual), retailer.Charged);
            }

            Assert.Equal(6, retailer.Writes("shopify").Count);
        });
    }

    [Fact]
    [Cites("A promise of our own: the sale hides the usual price and does not lose its changes")]
    public async Task The_usual_price_may_change_during_a_sale_and_holds_from_its_end()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 10:00"), At("2026-11-27 12:00"), 5m);
            await retailer.UntilAsync("2026-11-27 11:00");
            Assert.Equal((5m, 5m), retailer.Charged);
            retailer.House.Sandbox.BusinessCentral.SetPrice(sku.Split('-')[0], usual + 3m);
            await retailer.UntilAsync("2026-11-27 11:30");
            Assert.Equal((5m, 5m), retailer.Charged);
            await retailer.UntilAsync("2026-11-27 12:00:30");
            Assert.Equal((usual + 3m, usual + 3m), retailer.Charged);
        });
    }

    [Fact]
    [Cites("A promise of our own: of sales that overlap one rule decides")]
    public async Task Of_sales_that_overlap_the_one_that_began_last_counts_and_a_correction_moves_its_end()
    {
        await using var retailer = new SaleRetailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            retailer.Sales.Plan("week", sku, At("2026-11-27 10:00"), At("2026-11-27 18:00"), 5m);
            retailer.Sales.Plan("hour", sku, At("2026-11-27 12:00"), At("2026-11-27 13:00"), 8m);
            retailer.Sales.Plan("hour of others", sku, At("2026-11-27 12:00"), At("2026-11-27 12:30"), 7m);
            foreach (var (time, price) in new[] { ("11:59", 5m), ("12:01", 7m), ("12:31", 8m), ("13:01", 5m) })
            {
                await retailer.UntilAsync($"2026-11-27 {time}");
                Assert.Equal((price, price), retailer.Charged);
            }

            retailer.Sales.Plan("week", sku, At("2026-11-27 10:00"), At("2026-11-27 14:00"), 5m);
            await retailer.UntilAsync("2026-11-27 14:01");
            Assert.Equal((usual, usual), retailer.Charged);
        });
    }

    [Fact]
    [Cites("Only a part of the prices arrives", "microsoft/ALAppExtensions#27535")]
    public async Task Hundreds_of_prices_that_begin_together_are_all_written()
    {
        await using var retailer = new SaleRetailer(items: 510);
        await retailer.RunAsync(async () =>
        {
            var sales = retailer.House.Sandbox.BusinessCentral.Prices.ToDictionary(item => item.Sku, item => Math.Round(item.Price * 0.6m, 2));
            foreach (var (sku, price) in sales)
            {
                retailer.Sales.Plan("black-friday", sku, At("2026-11-27 12:00"), At("2026-11-27 13:00"), price);
            }

            int OnSale(IEnumerable<(string Sku, decimal Price)> there) => there.Count(variant => variant.Price == sales[variant.Sku]);
            await retailer.UntilAsync("2026-11-27 11:59");
            Assert.Equal((0, 0), (OnSale(retailer.House.Sandbox.Shopify.Variants), OnSale(retailer.House.Sandbox.Square.Variations)));
            await retailer.UntilAsync("2026-11-27 12:10");
            Assert.Equal((sales.Count, sales.Count), (OnSale(retailer.House.Sandbox.Shopify.Variants), OnSale(retailer.House.Sandbox.Square.Variations)));
            await retailer.UntilAsync("2026-11-27 13:10");
            Assert.Equal((0, 0), (OnSale(retailer.House.Sandbox.Shopify.Variants), OnSale(retailer.House.Sandbox.Square.Variations)));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(9)]
    [Cites("A promise of our own: a death at any commit or call loses no switch")]
    public async Task A_host_that_dies_while_a_sale_begins_leaves_it_to_the_next_one(int passage)
    {
        await using var retailer = new SaleRetailer();
        var (armed, passed) = (false, 0);
        var boundaries = new Boundaries((_, name, _) => armed && !name.Contains("lease", StringComparison.Ordinal) && !name.Contains("beat", StringComparison.Ordinal) && ++passed == passage);
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            await retailer.House.BuryHostAsync();
            await retailer.House.StartHostAsync(boundaries);
            await retailer.House.QuietAsync();
            retailer.Sales.Plan("lunch", sku, At("2026-11-27 12:00:07"), At("2026-11-27 14:00"), 5m);
            await retailer.UntilAsync("2026-11-27 12:00:06");
            armed = true;
            await boundaries.Ended;
            Assert.True(retailer.House.Time.GetUtcNow() < BusinessTime.ToMoment(At("2026-11-27 12:02"), Berlin));
            await retailer.House.BuryHostAsync();
            await retailer.House.StartHostAsync();
            await retailer.UntilAsync("2026-11-27 12:05");
            Assert.Equal((5m, 5m), retailer.Charged);
            await retailer.UntilAsync("2026-11-27 14:01");
            Assert.Equal((usual, usual), retailer.Charged);
        });
    }
}
