using System.ComponentModel.DataAnnotations;

namespace RetailConnect.Connectors.Shopify;

/// <summary>Settings of one Shopify connection: one shop, one app.</summary>
public sealed class ShopifyOptions
{
    /// <summary>Version of the Admin API that this package speaks; a new version is a new package.</summary>
    public const string ApiVersion = "2026-10";

    /// <summary>Address of the shop, for example <c>https://northwind.myshopify.com/</c>. No default.</summary>
    [Required] public Uri? Shop { get; set; }

    /// <summary>Client id of the app, for the client credentials grant; not needed beside <see cref="AccessToken"/>. No default.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Client secret of the app; it buys access tokens and signs webhooks. No default.</summary>
    [Required] public string ClientSecret { get; set; } = "";

    /// <summary>The client secret before a rotation: Shopify may sign webhooks with it for an hour more. Default none.</summary>
    public string? PreviousClientSecret { get; set; }

    /// <summary>A fixed access token, used instead of the grant. Default none.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Cost points that the shop's plan restores in a second, until Shopify states its own figure; the bucket is taken as 20 times that. Default 100.</summary>
    [Range(10, 10_000)] public int RestoreRate { get; set; } = 100;

    /// <summary>Part of the shop's allowance that this host may use, where several hosts call the same shop; their parts together are at most 1. Default 1.</summary>
    [Range(0.01, 1)] public double ShareOfAllowance { get; set; } = 1;

    /// <summary>Orders that are read in one call; more would cost above 1000 points. Default 5.</summary>
    [Range(1, 5)] public int OrderPageSize { get; set; } = 5;

    /// <summary>Products of one page; more would cost above 1000 points. Default 9.</summary>
    [Range(1, 9)] public int ProductPageSize { get; set; } = 9;

    /// <summary>Customers of one page; more would cost above 1000 points. Default 100.</summary>
    [Range(1, 200)] public int CustomerPageSize { get; set; } = 100;

    /// <summary>True when the buyer gets Shopify's e-mail about a shipment, and about a new tracking number. Default true.</summary>
    public bool NotifyCustomers { get; set; } = true;

    /// <summary>
    /// True when a shipment without tracking number is told with its own number in that place, which the buyer sees: it can then be told from another parcel of equal content. Otherwise such a
    /// shipment is for a person when nothing proves whether it was told. Default false.
    /// </summary>
    public bool ShipmentNumberAsTracking { get; set; }

    /// <summary>How long a bulk operation is taken to need beside its lines. Products whose single calls would need longer at the shop's restore rate are written by one; a day leaves all to single calls. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")] public TimeSpan BulkOverhead { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Metafields that attributes of products stand in, by the attribute's name, at most 24: they are written with the product and read with it. An attribute that is not named here is not written. Default none.</summary>
    public IDictionary<string, ShopifyMetafield> Attributes { get; } = new Dictionary<string, ShopifyMetafield>(StringComparer.Ordinal);

    /// <summary>Price lists by the code that the source has for them, for example <c>B2B-DE</c> and <c>gid://shopify/PriceList/1</c>. A code that is not named here is the name of a list. Default none.</summary>
    public IDictionary<string, string> PriceLists { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Publications that a product is published to when it is new in the shop, for example <c>gid://shopify/Publication/1</c>; one that publishes new products by itself is not needed. Default none.</summary>
    public IList<string> Publications { get; } = [];

    /// <summary>True to give each category of products a collection, which the shop fills by itself with the products of that type; it is published to <see cref="Publications"/>. What stands in the shop under its handle is left as it is. Default false.</summary>
    public bool CollectionPerCategory { get; set; }

    /// <summary>Addresses at which webhooks of this host arrived before it moved: subscriptions at their hosts are moved along, those of all other hosts are left alone. Default none.</summary>
    public IList<Uri> FormerAddresses { get; } = [];

    /// <summary>Largest webhook that is read, in bytes. Default 1 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)] public int MaxWebhookBytes { get; set; } = 1024 * 1024;

    /// <summary>Names the shop, and leaves the secrets out.</summary>
    public override string ToString() => $"Shopify shop {Shop?.Host ?? "(none)"}";
}
