using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using QuickStart;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.Retail;
using RetailConnect.Sandbox.Shopify;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>Pictures of the ERP's items stand in the shop, once, beside those that the merchant gave its products.</summary>
public sealed class PictureTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    [Fact]
    public async Task A_new_picture_shows_once_and_an_unchanged_one_costs_no_upload()
    {
        await using var retailer = new RetailerInProcess(Small()) { Compose = Pictured };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var (number, skus, price) = First(retailer);
            erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], Of(shop, sku)));
            Assert.Equal([$"{Digest(Jpeg(1))}.jpg"], shop.Files);
            Assert.Equal(1, Uploads(retailer));

            erp.SetPrice(number, price + 1);
            await retailer.QuietAsync();
            Assert.All(skus, sku => Assert.Contains((sku, price + 1), shop.Variants));
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], Of(shop, sku)));
            Assert.Equal((1, 1, 1), (Uploads(retailer), Calls(retailer, "mutation FileCreate"), Calls(retailer, "mutation FileUpdate")));
        });
    }

    [Fact]
    public async Task A_changed_picture_takes_the_place_of_ours_and_leaves_the_merchants()
    {
        await using var retailer = new RetailerInProcess(Small()) { Compose = Pictured };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var (number, skus, _) = First(retailer);
            erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            shop.AddPicture(skus[0], "by-hand.jpg", Jpeg(200));

            erp.SetPicture(number, "image/png", Png(2));
            await retailer.QuietAsync();
            Assert.Equal([Digest(Jpeg(200)), Digest(Png(2))], Of(shop, skus[0]));

            // A picture that is there already, for another item too, is no second file.
            erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.QuietAsync();
            Assert.Equal([Digest(Jpeg(200)), Digest(Jpeg(1))], Of(shop, skus[0]));
            Assert.Equal(2, Uploads(retailer));

            erp.SetPicture(number, "", null);
            await retailer.QuietAsync();
            Assert.Equal([Digest(Jpeg(200))], Of(shop, skus[0]));
        });
    }

    [Theory]
    [InlineData("mutation FileCreate")]
    [InlineData("mutation FileUpdate")]
    [InlineData("mutation ImageMarks")]
    [InlineData("mutation StagedUpload")]
    [Cites("duplicates", "woocommerce/woocommerce-square#232")]
    public async Task A_lost_answer_brings_no_second_picture(string mutation)
    {
        var lost = new LostOnce(mutation);
        await using var retailer = new RetailerInProcess(Small()) { Compose = Pictured, Wire = (vendor, inner) => vendor is "shopify" ? lost.Over(inner) : inner };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var (number, skus, _) = First(retailer);
            erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.True(lost.Happened);
            Assert.All(skus, sku => Assert.Equal([Digest(Jpeg(1))], Of(shop, sku)));
            Assert.Equal([$"{Digest(Jpeg(1))}.jpg"], shop.Files);

            // What was written is still known to be ours.
            erp.SetPicture(number, "image/png", Png(2));
            await retailer.QuietAsync();
            Assert.Equal([Digest(Png(2))], Of(shop, skus[0]));
        });
    }

    [Theory]
    [InlineData("image/jpeg", "no picture at all", 1104, "IMAGE_PROCESSING_FAILURE")]
    [InlineData("image/bmp", "BM", 1104, "image/bmp")]
    [InlineData("image/jpeg", "too large", 1201, "MaxPictureBytes")]
    [Cites("poison line", "BCApps#8396")]
    public async Task A_broken_picture_is_told_and_holds_no_price_back(string type, string content, int told, string cause)
    {
        var log = new StringWriter();
        await using var retailer = new RetailerInProcess(Small()) { Compose = Pictured };
        using var lines = new LinesLogger(retailer.Time, TextWriter.Synchronized(log), LogLevel.Warning);
        retailer.Logs = lines;
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var (number, skus, price) = First(retailer);
            erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.StartHostAsync();
            await retailer.QuietAsync();

            erp.SetPicture(number, type, content is "too large" ? new byte[100_001] : Encoding.UTF8.GetBytes(content));
            erp.SetPrice(number, price + 1);
            await retailer.QuietAsync();
            Assert.All(skus, sku => Assert.Contains((sku, price + 1), shop.Variants));
            Assert.Equal([Digest(Jpeg(1))], Of(shop, skus[0]));
            Assert.Contains(log.ToString().Split('\n'), line => line.Contains($"Warning {told} ", StringComparison.Ordinal) && line.Contains(cause, StringComparison.Ordinal));
            Assert.Equal(0, await ParkedAsync(retailer));
        });
    }

    [Fact]
    public async Task A_picture_that_changes_again_while_it_is_written_is_not_mixed_up()
    {
        await using var retailer = new RetailerInProcess(Small()) { Compose = Pictured };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        var changed = false;
        var number = First(retailer).Number;
        retailer.Wire = (vendor, inner) => vendor is "shopify" ? new Before("mutation StagedUpload", () =>
        {
            if (!changed)
            {
                changed = true;
                erp.SetPicture(number, "image/jpeg", Jpeg(2));
            }
        }) { InnerHandler = inner } : inner;
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            erp.SetPicture(number, "image/jpeg", Jpeg(1));
            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.True(changed);
            Assert.Equal([Digest(Jpeg(2))], Of(shop, First(retailer).Skus[0]));
            Assert.DoesNotContain($"{Digest(Jpeg(1))}.jpg", shop.Files);
            Assert.Equal(0, await ParkedAsync(retailer));
        });
    }

    [Fact]
    public async Task Pictures_survive_the_load_of_a_whole_catalogue_and_a_later_bulk_write()
    {
        await using var retailer = new RetailerInProcess(Small(60, restored: 100)) { Compose = (tenant, vendors) => Pictured(tenant, vendors, TimeSpan.FromSeconds(1)) };
        var (erp, shop) = (retailer.Sandbox.BusinessCentral, retailer.Sandbox.Shopify);
        await Pump.RunAsync(retailer.Time, Longest, async () =>
        {
            var numbers = erp.Prices.Select(price => price.Sku.Split('-')[0]).Distinct().ToList();
            var seed = 0;
            foreach (var number in numbers)
            {
                erp.SetPicture(number, "image/jpeg", Jpeg(seed++ % 20));
            }

            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            shop.AddPicture(erp.Prices[0].Sku, "by-hand.jpg", Jpeg(200));
            var loads = shop.BulkOperations.Count;
            Assert.NotEqual(0, loads);
            Assert.Equal(20, shop.Files.Count(file => file != "by-hand.jpg"));
            await retailer.StopHostAsync();
            foreach (var number in numbers)
            {
                erp.SetPrice(number, 99m);
            }

            await retailer.StartHostAsync();
            await retailer.QuietAsync();
            Assert.True(shop.BulkOperations.Count > loads);
            Assert.All(erp.Prices.Skip(1).Where(price => price.Sku.Split('-')[0] != numbers[0]), price => Assert.Equal([Digest(Jpeg(numbers.IndexOf(price.Sku.Split('-')[0]) % 20))], Of(shop, price.Sku)));
            Assert.Equal([Digest(Jpeg(0)), Digest(Jpeg(200))], Of(shop, erp.Prices[0].Sku));
        });
    }

    private static async Task<long> ParkedAsync(RetailerInProcess retailer) => (await retailer.Engine.StatusAsync(RetailerInProcess.Tenant, CancellationToken.None)).Lanes.Sum(lane => lane.DeadLettered);

    private static SandboxOptions Small(int items = 3, int restored = 1000) => new() { Seed = 11, Scale = new RetailerScale().Times(0.02) with { Items = items }, ShopifyRestoreRate = restored };

    private static void Pictured(TenantBuilder tenant, SandboxAddresses vendors) => Pictured(tenant, vendors, new ShopifyOptions().BulkOverhead);

    private static void Pictured(TenantBuilder tenant, SandboxAddresses vendors, TimeSpan overhead) => tenant
        .AddBusinessCentral("erp", o =>
        {
            Connections.Configure(o, vendors);
            (o.ReadPictures, o.MaxPictureBytes) = (true, 100_000);
        })
        .AddShopify("web", o =>
        {
            Connections.Configure(o, vendors);
            (o.RestoreRate, o.BulkOverhead) = (100, overhead);
        })
        .SyncCatalog(from: "erp", to: ["web"], sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)));

    private static (string Number, IReadOnlyList<string> Skus, decimal Price) First(RetailerInProcess retailer)
    {
        var prices = retailer.Sandbox.BusinessCentral.Prices;
        var number = prices[0].Sku.Split('-')[0];
        return (number, [.. prices.Where(price => price.Sku.Split('-')[0] == number).Select(price => price.Sku)], prices[0].Price);
    }

    private static byte[] Jpeg(int seed) => [0xFF, 0xD8, 0xFF, .. Enumerable.Range(0, 3000).Select(place => (byte)((place * 31) + seed))];

    private static byte[] Png(int seed) => [0x89, (byte)'P', (byte)'N', (byte)'G', .. Enumerable.Range(0, 3000).Select(place => (byte)((place * 17) + seed))];

    private static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static List<string> Of(ShopifySimulator shop, string sku) => [.. shop.Pictures.Where(picture => picture.Sku == sku).Select(picture => picture.Digest)];

    private static int Uploads(RetailerInProcess retailer) => retailer.Sandbox.Recorder.Records.Count(record => record.Request.Path == "/shopify-staged-uploads" && !Encoding.UTF8.GetString(record.Request.Body.Span).Contains(".jsonl", StringComparison.Ordinal));

    private static int Calls(RetailerInProcess retailer, string mutation) => retailer.Sandbox.Recorder.Records.Count(record => Encoding.UTF8.GetString(record.Request.Body.Span).Contains(mutation, StringComparison.Ordinal));

    /// <summary>Does something just before a certain request.</summary>
    private sealed class Before(string text, Action work) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { Headers.ContentType.MediaType: "application/json" } content && (await content.ReadAsStringAsync(cancellationToken)).Contains(text, StringComparison.Ordinal))
            {
                work();
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
