using System.Text;
using Microsoft.Extensions.Logging;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Pictures of the ERP's items stand in the shop and at the till, once, beside those that the merchant gave its products.</summary>
public sealed class PictureTests
{
    private const string Shop = PicturedRetailer.Shop;
    private const string Till = PicturedRetailer.Till;

    [Theory]
    [InlineData(Shop)]
    [InlineData(Till)]
    public async Task A_new_picture_shows_once_and_an_unchanged_one_costs_no_upload(string channel)
    {
        await using var retailer = new PicturedRetailer(channel);
        var (number, skus, price) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], retailer.Of(sku)));
            Assert.Equal([Digest(Jpeg(1))], retailer.Kept);
            Assert.Equal(1, retailer.Uploads);

            retailer.Erp.SetPrice(number, price + 1);
            await retailer.House.QuietAsync();
            Assert.True(retailer.Sells(skus, price + 1));
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], retailer.Of(sku)));
            Assert.Equal(1, retailer.Uploads);
            if (channel is Shop)
            {
                Assert.Equal((1, 1), (Calls(retailer, "mutation FileCreate"), Calls(retailer, "mutation FileUpdate")));
            }
        });
    }

    [Theory]
    [InlineData(Shop)]
    [InlineData(Till)]
    public async Task A_changed_picture_takes_the_place_of_ours_and_leaves_the_merchants(string channel)
    {
        await using var retailer = new PicturedRetailer(channel);
        var (number, skus, _) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            retailer.AddByHand(skus[0], Jpeg(200));

            retailer.Erp.SetPicture(number, "image/png", Png(2));
            await retailer.House.QuietAsync();
            Assert.Equal([Digest(Jpeg(200)), Digest(Png(2))], retailer.Of(skus[0]));

            // A picture that is there already, for another item too, is no second file.
            retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.House.QuietAsync();
            Assert.Equal([Digest(Jpeg(200)), Digest(Jpeg(1))], retailer.Of(skus[0]));
            Assert.Equal(2, retailer.Uploads);

            retailer.Erp.SetPicture(number, "", null);
            await retailer.House.QuietAsync();
            Assert.Equal([Digest(Jpeg(200))], retailer.Of(skus[0]));
        });
    }

    [Theory]
    [InlineData(Shop, "mutation FileCreate")]
    [InlineData(Shop, "mutation FileUpdate")]
    [InlineData(Shop, "mutation ImageMarks")]
    [InlineData(Shop, "mutation StagedUpload")]
    [InlineData(Till, "/catalog/images")]
    [InlineData(Till, "/catalog/batch-upsert")]
    [InlineData(Till, "/catalog/images", 86_400, 60)]
    [InlineData(Till, "/catalog/images", 0)]
    [InlineData(Till, "/catalog/batch-upsert", 0)]
    [Cites("duplicates", "woocommerce/woocommerce-square#232")]
    public async Task A_lost_answer_brings_no_second_picture(string channel, string request, int remembered = 86_400, int lagSeconds = 0)
    {
        var lost = new LostOnce(request);
        var options = PicturedRetailer.Small();
        (options.SquareKeysRemembered, options.SquareCatalogLag) = (TimeSpan.FromSeconds(remembered), TimeSpan.FromSeconds(lagSeconds));
        await using var retailer = new PicturedRetailer(channel, options);
        retailer.House.Wire = (vendor, inner) => vendor == retailer.Vendor ? lost.Over(inner) : inner;
        var (number, skus, price) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            Assert.True(lost.Happened);
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], retailer.Of(sku)));
            Assert.Equal([Digest(Jpeg(1))], retailer.Kept);
            Assert.True(retailer.Sells(skus, price));

            // What was written is still known to be ours.
            retailer.Erp.SetPicture(number, "image/png", Png(2));
            await retailer.House.QuietAsync();
            Assert.Equal([Digest(Png(2))], retailer.Of(skus[0]));
        });
    }

    [Theory]
    [InlineData(Shop, "image/jpeg", "no picture at all", 1104, "IMAGE_PROCESSING_FAILURE")]
    [InlineData(Shop, "image/bmp", "BM", 1104, "image/bmp")]
    [InlineData(Shop, "image/jpeg", "too large", 1201, "MaxPictureBytes")]
    [InlineData(Till, "image/jpeg", "no picture at all", 1301, "INVALID_CONTENT_TYPE")]
    [InlineData(Till, "image/bmp", "BM", 1301, "image/bmp")]
    [InlineData(Till, "image/jpeg", "too large", 1201, "MaxPictureBytes")]
    [Cites("poison line", "BCApps#8396")]
    public async Task A_broken_picture_is_told_and_holds_no_price_back(string channel, string type, string content, int told, string cause)
    {
        var log = new StringWriter();
        await using var retailer = new PicturedRetailer(channel);
        using var lines = new LinesLogger(retailer.House.Time, TextWriter.Synchronized(log), LogLevel.Warning);
        retailer.House.Logs = lines;
        var (number, skus, price) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            retailer.Erp.SetPicture(number, type, content is "too large" ? new byte[100_001] : Encoding.UTF8.GetBytes(content));
            retailer.Erp.SetPrice(number, price + 1);
            await retailer.House.QuietAsync();
            Assert.True(retailer.Sells(skus, price + 1));
            Assert.Equal([Digest(Jpeg(1))], retailer.Of(skus[0]));
            Assert.Contains(log.ToString().Split('\n'), line => line.Contains($"Warning {told} ", StringComparison.Ordinal) && line.Contains(cause, StringComparison.Ordinal));
            await retailer.House.SettledAsync();
        });
    }

    /// <summary>The ERP gives its picture once, when its item is read, and then not for a while.</summary>
    [Theory]
    [InlineData(Shop)]
    [InlineData(Till)]
    [InlineData(Till, 3600)]
    public async Task A_picture_that_does_not_come_holds_no_price_back_and_follows(string channel, int lagSeconds = 0)
    {
        var given = 0;
        var down = true;
        var options = PicturedRetailer.Small();
        options.SquareCatalogLag = TimeSpan.FromSeconds(lagSeconds);
        await using var retailer = new PicturedRetailer(channel, options);
        retailer.House.Wire = (vendor, inner) => vendor is "business-central" ? new Before("/pictureContent", () =>
        {
            if (Volatile.Read(ref down) && Interlocked.Increment(ref given) > 1)
            {
                throw new HttpRequestException("The connection was cut.");
            }
        }) { InnerHandler = inner } : inner;
        var (number, skus, price) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.PumpAsync(async () =>
        {
            await retailer.House.StartHostAsync();
            await retailer.UntilAsync(() => given > 1 && retailer.Sells(skus, price));
            Assert.Empty(retailer.Of(skus[0]));
            Volatile.Write(ref down, false);
            await retailer.House.QuietAsync();
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], retailer.Of(sku)));
            Assert.Equal([Digest(Jpeg(1))], retailer.Kept);
            Assert.True(retailer.Sells(skus, price));
            await retailer.House.SettledAsync();
        });
    }

    [Theory]
    [InlineData(Shop, "mutation StagedUpload")]
    [InlineData(Till, "\"IMAGE\"")]
    public async Task A_picture_that_changes_again_while_it_is_written_is_not_mixed_up(string channel, string request)
    {
        await using var retailer = new PicturedRetailer(channel);
        var changed = 0;
        var (number, skus, price) = retailer.First;
        retailer.House.Wire = (vendor, inner) => vendor == retailer.Vendor ? new Before(request, () =>
        {
            if (Interlocked.Exchange(ref changed, 1) == 0)
            {
                retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(2));
            }
        }) { InnerHandler = inner } : inner;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            Assert.Equal(1, changed);
            Assert.Equal([Digest(Jpeg(2))], retailer.Of(skus[0]));
            Assert.Equal([Digest(Jpeg(2))], retailer.Kept);
            Assert.True(retailer.Sells(skus, price));
            await retailer.House.SettledAsync();
        });
    }

    [Theory]
    [InlineData(Shop)]
    [InlineData(Till)]
    public async Task A_picture_that_was_taken_off_comes_back_with_the_next_write(string channel)
    {
        await using var retailer = new PicturedRetailer(channel);
        var (number, skus, price) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            retailer.TakeOff(skus[0], Jpeg(1));
            Assert.Empty(retailer.Of(skus[0]));
            retailer.Erp.SetPrice(number, price + 1);
            await retailer.House.QuietAsync();
            Assert.Equal([Digest(Jpeg(1))], retailer.Of(skus[0]));
            Assert.Equal(1, retailer.Uploads);
        });
    }

    [Fact]
    public async Task A_picture_that_staff_deleted_is_brought_again()
    {
        await using var retailer = new PicturedRetailer(Till);
        var (number, skus, price) = retailer.First;
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.RunAsync(async () =>
        {
            retailer.House.Sandbox.Square.DeletePicture(Digest(Jpeg(1)));
            Assert.Empty(retailer.Kept);
            retailer.Erp.SetPrice(number, price + 1);
            await retailer.House.QuietAsync();
            Assert.Equal([Digest(Jpeg(1))], retailer.Of(skus[0]));
            Assert.True(retailer.Sells(skus, price + 1));
            Assert.Equal(2, retailer.Uploads);
        });
    }

    /// <summary>The next host has a newer picture than what the dead one sent, or still has under way.</summary>
    [Theory]
    [InlineData("before", "images")]
    [InlineData("during", "images")]
    [InlineData("after", "images")]
    [InlineData("before", "batch-upsert")]
    [InlineData("during", "batch-upsert")]
    [InlineData("after", "batch-upsert")]
    [Cites("duplicates after a restart", "OCA/connector-magento#165")]
    public async Task A_host_that_dies_around_a_write_leaves_the_newest_picture_once(string when, string call)
    {
        await using var retailer = new PicturedRetailer(Till);
        var (number, skus, price) = retailer.First;
        var boundaries = new Boundaries((_, name, _) => name == $"{when} square POST /v2/catalog/{call}");
        retailer.Erp.SetPicture(number, "image/jpeg", Jpeg(1));
        await retailer.PumpAsync(async () =>
        {
            await retailer.House.StartHostAsync(boundaries);
            await boundaries.Ended;
            retailer.Erp.SetPicture(number, "image/png", Png(2));
            await retailer.House.BuryHostAsync();
            await retailer.House.StartHostAsync();
            await retailer.House.QuietAsync();
            await retailer.House.SettledAsync();
        });

        Assert.All(skus, sku => Assert.Equal([Digest(Png(2))], retailer.Of(sku)));
        Assert.Equal(retailer.Kept.Distinct(), retailer.Kept);
        Assert.True(retailer.Sells(skus, price));
    }

    [Fact]
    public async Task Pictures_survive_the_load_of_a_whole_catalogue_and_a_later_bulk_write()
    {
        await using var retailer = new PicturedRetailer(Shop, PicturedRetailer.Small(60, restored: 100), TimeSpan.FromSeconds(1));
        var (erp, shop) = (retailer.Erp, retailer.House.Sandbox.Shopify);
        var numbers = Picture(retailer);
        await retailer.RunAsync(async () =>
        {
            shop.AddPicture(erp.Prices[0].Sku, "by-hand.jpg", Jpeg(200));
            var loads = shop.BulkOperations.Count;
            Assert.NotEqual(0, loads);
            Assert.Equal(20, shop.Files.Count(file => file != "by-hand.jpg"));
            await RepriceAsync(retailer, numbers);
            Assert.True(shop.BulkOperations.Count > loads);
            Assert.All(erp.Prices.Skip(1).Where(price => NumberOf(price.Sku) != numbers[0]), price => Assert.Equal([Digest(Jpeg(numbers.IndexOf(NumberOf(price.Sku)) % 20))], retailer.Of(price.Sku)));
            Assert.Equal([Digest(Jpeg(0)), Digest(Jpeg(200))], retailer.Of(erp.Prices[0].Sku));
        });
    }

    [Fact]
    public async Task A_whole_catalogue_stands_at_the_till_with_each_picture_uploaded_once()
    {
        await using var retailer = new PicturedRetailer(Till, PicturedRetailer.Small(60));
        var numbers = Picture(retailer);
        await retailer.RunAsync(async () =>
        {
            await RepriceAsync(retailer, numbers);
            Assert.True(retailer.Sells(retailer.Erp.Prices.Select(price => price.Sku), 99m));
            Assert.All(retailer.Erp.Prices, price => Assert.Equal([Digest(Jpeg(numbers.IndexOf(NumberOf(price.Sku)) % 20))], retailer.Of(price.Sku)));
            Assert.Equal((20, 20, 0), (retailer.Uploads, retailer.Kept.Distinct().Count(), retailer.House.Sandbox.Square.CatalogRefused));
            await retailer.House.SettledAsync();
        });
    }

    /// <summary>Gives every item one of twenty pictures, and returns the items' numbers.</summary>
    private static List<string> Picture(PicturedRetailer retailer)
    {
        var numbers = retailer.Erp.Prices.Select(price => NumberOf(price.Sku)).Distinct().ToList();
        for (var place = 0; place < numbers.Count; place++)
        {
            retailer.Erp.SetPicture(numbers[place], "image/jpeg", Jpeg(place % 20));
        }

        return numbers;
    }

    /// <summary>All prices change while no host runs.</summary>
    private static async Task RepriceAsync(PicturedRetailer retailer, List<string> numbers)
    {
        await retailer.House.StopHostAsync();
        numbers.ForEach(number => retailer.Erp.SetPrice(number, 99m));
        await retailer.House.StartHostAsync();
        await retailer.House.QuietAsync();
    }

    private static string NumberOf(string sku) => sku.Split('-')[0];

    private static byte[] Jpeg(int seed) => PicturedRetailer.Jpeg(seed);

    private static byte[] Png(int seed) => PicturedRetailer.Png(seed);

    private static string Digest(byte[] content) => PicturedRetailer.Digest(content);

    private static int Calls(PicturedRetailer retailer, string mutation) => retailer.House.Sandbox.Recorder.Records.Count(record => Encoding.UTF8.GetString(record.Request.Body.Span).Contains(mutation, StringComparison.Ordinal));

    /// <summary>Does something just before a certain request.</summary>
    private sealed class Before(string text, Action work) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (await RequestTexts.HasAsync(request, text, cancellationToken))
            {
                work();
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
