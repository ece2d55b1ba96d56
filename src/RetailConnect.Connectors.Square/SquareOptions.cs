using System.ComponentModel.DataAnnotations;
using RetailConnect.Connectors.Square.Api;

namespace RetailConnect.Connectors.Square;

/// <summary>Settings of one Square connection: one seller.</summary>
public sealed class SquareOptions : ISquareSeller
{
    /// <summary>Address of the API. Default <c>https://connect.squareup.com/</c>.</summary>
    [Required] public Uri BaseAddress { get; set; } = new("https://connect.squareup.com/");

    /// <summary>Personal access token of the seller; leave it empty to use OAuth. Default none.</summary>
    [StringLength(1024, MinimumLength = 8)] public string? AccessToken { get; set; }

    /// <summary>OAuth: id of the application. Default none.</summary>
    [StringLength(191)] public string? ClientId { get; set; }

    /// <summary>OAuth: secret of the application. Default none.</summary>
    [StringLength(1024, MinimumLength = 2)] public string? ClientSecret { get; set; }

    /// <summary>OAuth: refresh token that the seller granted by the code flow. Default none.</summary>
    [StringLength(1024, MinimumLength = 2)] public string? RefreshToken { get; set; }

    /// <summary>Key that signs webhooks; without it the key that came with the subscription is used, which is known only after the subscription was read. Default none.</summary>
    [StringLength(512, MinimumLength = 8)] public string? WebhookSignatureKey { get; set; }

    /// <summary>Currency of the seller; where it is set, prices in another currency are refused before they are sent. Default none.</summary>
    [StringLength(3, MinimumLength = 3)] public string? MerchantCurrency { get; set; }

    /// <summary>Whether the taxes of the seller's catalogue are contained in its prices; where it is set, prices that are known to be of the other kind are refused before they are sent. Default none.</summary>
    public bool? PricesIncludeTax { get; set; }

    /// <summary>Whether returned goods go back to sellable stock; Square's API does not show it by return. Default true.</summary>
    public bool RestockReturns { get; set; } = true;

    /// <summary>Custom attributes of items that attributes of products stand in, by the attribute's name; an attribute that is not named here is not written. Default none.</summary>
    public IDictionary<string, SquareAttribute> Attributes { get; } = new Dictionary<string, SquareAttribute>(StringComparer.Ordinal);

    /// <summary>Largest webhook that is read, in bytes. Default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)] public int MaxWebhookBytes { get; set; } = 1024 * 1024;

    /// <summary>Most products of one write. Default 100.</summary>
    [Range(1, 1000)] public int CatalogBatch { get; set; } = 100;

    /// <summary>Most catalogue objects (items and their variations) of one call. Default 1000, Square's own limit of a batch.</summary>
    [Range(2, 1000)] public int CatalogObjects { get; set; } = 1000;

    /// <summary>Pause between two catalogue updates, because Square refuses one while it is at work on another. Default 50 milliseconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")] public TimeSpan CatalogPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Most calls in flight; fewer while Square asks to slow down. Default 8.</summary>
    [Range(1, 64)] public int CallsAtOnce { get; set; } = 8;

    /// <summary>Names the address and leaves the secrets out.</summary>
    public override string ToString() => $"Square at {BaseAddress}";
}
