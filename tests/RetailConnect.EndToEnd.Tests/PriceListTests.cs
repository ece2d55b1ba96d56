using Microsoft.Extensions.DependencyInjection;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Prices of markets and business customers reach their price lists in the shop, line by line, and nothing that nobody named is touched.</summary>
/// <remarks>Field notes, table row 7 (price lists, 250 in a call), and pains 4 (poison line), 7 (only the first hundred) and 15 (deletes that are only absence).</remarks>
public sealed class PriceListTests
{
    private readonly PriceTable table = new();

    [Fact]
    [Cites("Prices of another market or group are those of everybody", "microsoft/ALAppExtensions#27535")]
    public async Task Prices_reach_their_own_list_by_name_or_by_the_settings_and_no_other_price_moves()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, usual) = retailer.Item;
            table.Set("B2B", sku, 7m, compareAt: 9m);
            table.Set("SWISS", sku, 11m, "CHF", compareAt: 0m);
            await retailer.House.QuietAsync();
            Assert.Equal([("B2B", sku, 7m, (decimal?)9m), ("Schweiz", sku, 11m, null)], Lists(retailer));
            Assert.Equal((usual, usual), retailer.Charged);

            table.Set("B2B", sku, 6m);
            await retailer.House.QuietAsync();
            Assert.Equal([("B2B", sku, 6m, null), ("Schweiz", sku, 11m, null)], Lists(retailer));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Fact]
    [Cites("Only the first 100 prices arrive", "microsoft/ALAppExtensions#27535")]
    public async Task More_prices_than_one_call_takes_all_arrive_and_wait_for_their_products()
    {
        await using var retailer = Retailer(items: 270);
        foreach (var sku in retailer.House.Sandbox.BusinessCentral.Prices.Select(item => item.Sku))
        {
            table.Set("B2B", sku, 1.23m);
        }

        // Products and list prices are read at the same time; a price whose product is not there yet is no failure.
        await retailer.RunAsync(async () =>
        {
            Assert.Empty(await retailer.LettersAsync());
            Assert.Equal(270, Lists(retailer).Count(row => row is { List: "B2B", Price: 1.23m }));
            await Task.CompletedTask;
        });
    }

    [Fact]
    [Cites("One line that is refused blocks the others", "microsoft/BCApps#8396", "woocommerce/woocommerce-square#44")]
    public async Task A_line_that_cant_be_written_is_parked_alone_and_replayed_when_its_cause_is_mended()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, other) = (retailer.Item.Sku, retailer.House.Sandbox.BusinessCentral.Prices[1].Sku);
            retailer.House.Sandbox.Shopify.AddProduct("TWICE", 1m);
            retailer.House.Sandbox.Shopify.AddProduct("TWICE", 2m);
            table.Set("B2B", sku, 7m);
            table.Set("B2B", "NO-SUCH-SKU", 7m);
            table.Set("NO-SUCH-LIST", sku, 7m);
            table.Set("SWISS", sku, 7m, "EUR");
            table.Set("B2B", "TWICE", 7m);
            table.Set("B2B", other, 8m);
            await Task.Delay(TimeSpan.FromHours(3), retailer.House.Time);
            Assert.Equal([("B2B", sku, 7m, null), ("B2B", other, 8m, null)], Lists(retailer));
            Assert.Equal(
                [Reasons.AmbiguousMatch, Reasons.UnknownPriceList, Reasons.UnknownSku, Reasons.UnsupportedCurrency],
                (await retailer.LettersAsync()).Select(letter => letter.Reason).Order(StringComparer.Ordinal));

            retailer.House.Sandbox.Shopify.AddPriceList("NO-SUCH-LIST", "EUR");
            var letters = retailer.House.Host.GetRequiredService<IDeadLetters>();
            await letters.ReplayAllAsync(new(RetailerInProcess.Tenant) { Reason = Reasons.UnknownPriceList }, "anna", null, CancellationToken.None);
            await retailer.House.QuietAsync();
            Assert.Contains(("NO-SUCH-LIST", sku, 7m, default(decimal?)), Lists(retailer));
            Assert.Equal(3, (await retailer.LettersAsync()).Count);
        });
    }

    [Fact]
    [Cites("What is not named is taken for deleted", "microsoft/BCApps#9313", "microsoft/BCApps#7689")]
    public async Task A_price_is_taken_off_only_when_it_is_told_gone_and_was_ours_and_comes_back_when_it_is_named_again()
    {
        await using var retailer = Retailer();
        await retailer.RunAsync(async () =>
        {
            var (sku, other) = (retailer.Item.Sku, retailer.House.Sandbox.BusinessCentral.Prices[1].Sku);
            retailer.House.Sandbox.Shopify.SetListPrice("B2B", other, 99m);
            table.Set("B2B", sku, 7m);
            await retailer.House.QuietAsync();
            Assert.Equal([("B2B", sku, 7m, null), ("B2B", other, 99m, null)], Lists(retailer));

            table.Remove("B2B", sku);
            table.Remove("B2B", other);
            await retailer.House.QuietAsync();
            Assert.Equal([("B2B", other, 99m, null)], Lists(retailer));

            table.Set("B2B", sku, 7m);
            await retailer.House.QuietAsync();
            Assert.Equal([("B2B", sku, 7m, null), ("B2B", other, 99m, null)], Lists(retailer));

            // What somebody took off meanwhile, with its list or without, is taken off.
            retailer.House.Sandbox.Shopify.SetListPrice("B2B", sku, null);
            table.Remove("B2B", sku);
            await retailer.House.QuietAsync();
            retailer.House.Sandbox.Shopify.DeletePriceList("B2B");
            table.Set("SWISS", sku, 1m, "CHF");
            await retailer.House.QuietAsync();
            Assert.Equal([("Schweiz", sku, 1m, null)], Lists(retailer));
            Assert.Empty(await retailer.LettersAsync());
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Cites("A promise of our own: one effect, also when an answer is lost or the host dies")]
    public async Task A_price_whose_answer_was_lost_ends_as_the_newest_says(bool dies)
    {
        var lost = new LostCalls(static request => request.Content!.ReadAsStringAsync().GetAwaiter().GetResult().Contains("priceListFixedPricesAdd", StringComparison.Ordinal), 2);
        await using var retailer = Retailer(before: (system, inner) => system == "shopify" ? lost.Over(inner) : inner);
        await retailer.RunAsync(async () =>
        {
            var (sku, _) = retailer.Item;
            table.Set("B2B", sku, 7m);
            await ComparedRetailer.UntilAsync(retailer.House, () => lost.Count > 0);
            if (dies)
            {
                await retailer.House.BuryHostAsync();
                await retailer.House.StartHostAsync();
            }

            table.Set("B2B", sku, 8m);
            table.Set("B2B", sku, 7m);
            await retailer.House.QuietAsync();
            Assert.Equal([("B2B", sku, 7m, null)], Lists(retailer));
        });
    }

    private static List<(string List, string Sku, decimal Price, decimal? CompareAt)> Lists(SaleRetailer retailer) => [.. retailer.House.Sandbox.Shopify.ListPrices.Order()];

    private SaleRetailer Retailer(int items = 2, Func<string, HttpMessageHandler, HttpMessageHandler>? before = null)
    {
        var swiss = "";
        var retailer = new SaleRetailer(items: items)
        {
            Before = before, Shop = options => options.PriceLists["SWISS"] = swiss,
            More = tenant => tenant.AddConnection<PriceTable.Connector, PriceTable.Options>("lists", options => options.Table = table).SyncPriceLists(from: "lists", to: ["web"], sync => sync.Every = TimeSpan.FromMinutes(5)),
        };
        retailer.House.Sandbox.Shopify.AddPriceList("B2B", "EUR");
        swiss = retailer.House.Sandbox.Shopify.AddPriceList("Schweiz", "CHF");
        return retailer;
    }
}
