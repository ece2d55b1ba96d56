using System.Security.Cryptography;
using System.Text;
using QuickStart;
using RetailConnect.Connectors.Shopify;
using RetailConnect.Sandbox;
using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Sandbox.Retail;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A small retailer whose ERP tells pictures to one channel, the shop or the till, and what is seen there.</summary>
internal sealed class PicturedRetailer : IAsyncDisposable
{
    public const string Shop = "web";
    public const string Till = "pos";
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly string channel;

    /// <param name="channel">The channel.</param>
    /// <param name="options">The sandbox's settings; null takes three items.</param>
    /// <param name="overhead">What a bulk operation has to save before it is worth its while; null takes the default.</param>
    public PicturedRetailer(string channel, SandboxOptions? options = null, TimeSpan? overhead = null)
    {
        this.channel = channel;
        House = new(options ?? Small()) { Compose = (tenant, vendors) => Compose(tenant, vendors, overhead ?? new ShopifyOptions().BulkOverhead) };
    }

    public RetailerInProcess House { get; }

    public BusinessCentralSimulator Erp => House.Sandbox.BusinessCentral;

    /// <summary>The vendor that has the channel.</summary>
    public string Vendor => channel is Shop ? "shopify" : "square";

    /// <summary>The first item: its number, its SKUs and its price.</summary>
    public (string Number, IReadOnlyList<string> Skus, decimal Price) First
    {
        get
        {
            var number = Erp.Prices[0].Sku.Split('-')[0];
            return (number, [.. Erp.Prices.Where(price => price.Sku.Split('-')[0] == number).Select(price => price.Sku)], Erp.Prices[0].Price);
        }
    }

    /// <summary>Digests of all pictures that the channel keeps, shown or not, those too that are none of ours.</summary>
    public IReadOnlyList<string> Kept => channel is Shop ? [.. House.Sandbox.Shopify.Files.Select(file => file.Split('.')[0])] : House.Sandbox.Square.Images;

    /// <summary>Pictures that were sent to the channel.</summary>
    public int Uploads => House.Sandbox.Recorder.Records.Count(record => record.Request.Path is "/v2/catalog/images"
        || (record.Request.Path is "/shopify-staged-uploads" && !Encoding.UTF8.GetString(record.Request.Body.Span).Contains(".jsonl", StringComparison.Ordinal)));

    public static SandboxOptions Small(int items = 3, int restored = 1000) => new() { Seed = 11, Scale = new RetailerScale().Times(0.02) with { Items = items }, ShopifyRestoreRate = restored };

    public static byte[] Jpeg(int seed) => [0xFF, 0xD8, 0xFF, .. Enumerable.Range(0, 3000).Select(place => (byte)((place * 31) + seed))];

    public static byte[] Png(int seed) => [0x89, (byte)'P', (byte)'N', (byte)'G', .. Enumerable.Range(0, 3000).Select(place => (byte)((place * 17) + seed))];

    public static string Digest(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Digests of the pictures that the channel shows with a SKU, in their order.</summary>
    public IReadOnlyList<string> Of(string sku) => [.. (channel is Shop ? House.Sandbox.Shopify.Pictures : House.Sandbox.Square.Pictures).Where(picture => picture.Sku == sku).Select(picture => picture.Digest)];

    /// <summary>True when the channel sells every SKU once, and those at the price.</summary>
    public bool Sells(IEnumerable<string> skus, decimal price)
    {
        var prices = (channel is Shop ? House.Sandbox.Shopify.Variants : House.Sandbox.Square.Variations).ToLookup(variant => variant.Sku, variant => variant.Price);
        return prices.All(sku => sku.Count() == 1) && skus.All(sku => prices[sku].SequenceEqual([price]));
    }

    /// <summary>The merchant adds a picture by hand.</summary>
    public void AddByHand(string sku, byte[] content)
    {
        if (channel is Shop)
        {
            House.Sandbox.Shopify.AddPicture(sku, "by-hand.jpg", content);
        }
        else
        {
            House.Sandbox.Square.AddPicture(sku, "by-hand", content);
        }
    }

    /// <summary>Somebody takes a picture of ours off by hand.</summary>
    public void TakeOff(string sku, byte[] content)
    {
        if (channel is Shop)
        {
            House.Sandbox.Shopify.TakePictureOff(sku, $"{Digest(content)}.jpg");
        }
        else
        {
            House.Sandbox.Square.TakePictureOff(sku, Digest(content));
        }
    }

    /// <summary>Runs the host until all is loaded and quiet, and then the scenario.</summary>
    public Task RunAsync(Func<Task> work) => House.RunAsync(work);

    /// <summary>Runs a scenario that starts the host itself.</summary>
    public Task PumpAsync(Func<Task> work) => Pump.RunAsync(House.Time, Longest, work);

    /// <summary>Waits until something is so.</summary>
    public async Task UntilAsync(Func<bool> reached)
    {
        while (!reached())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), House.Time);
        }
    }

    public ValueTask DisposeAsync() => House.DisposeAsync();

    private void Compose(TenantBuilder tenant, SandboxAddresses vendors, TimeSpan overhead)
    {
        tenant.AddBusinessCentral("erp", o =>
        {
            Connections.Configure(o, vendors);
            (o.ReadPictures, o.MaxPictureBytes) = (true, 100_000);
        });
        _ = channel is Shop
            ? tenant.AddShopify(Shop, o =>
            {
                Connections.Configure(o, vendors);
                (o.RestoreRate, o.BulkOverhead) = (100, overhead);
            })
            : tenant.AddSquare(Till, o => Connections.Configure(o, vendors));
        tenant.SyncCatalog(from: "erp", to: [channel], sync => (sync.Options.Every, sync.Options.Overlap) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)));
    }
}
