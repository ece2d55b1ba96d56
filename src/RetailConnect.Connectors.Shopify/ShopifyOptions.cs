using System.ComponentModel.DataAnnotations;

namespace RetailConnect.Connectors.Shopify;

/// <summary>Settings of one Shopify connection.</summary>
public sealed class ShopifyOptions
{
    /// <summary>Address of the shop, for example <c>https://northwind.myshopify.com</c>.</summary>
    [Required]
    public Uri? Shop { get; set; }

    /// <summary>Client id of the app.</summary>
    [Required, MinLength(1)]
    public string ClientId { get; set; } = "";

    /// <summary>Client secret of the app; it also signs webhooks.</summary>
    [Required, MinLength(16)]
    public string ClientSecret { get; set; } = "";

    /// <summary>The secret before a rotation: it signs webhooks for up to an hour longer. Default none.</summary>
    public string? PreviousClientSecret { get; set; }

    /// <summary>A fixed access token, for apps that don't use the client-credentials grant. Default none.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Cost points that the shop's plan restores per second, until the shop's own answers say otherwise: 100, 200, 1000 or 2000. Default 100.</summary>
    [Range(1, 10_000)]
    public int RestoreRate { get; set; } = 100;

    /// <summary>Largest webhook body taken, in bytes. Default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxWebhookBytes { get; set; } = 1024 * 1024;

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"Shopify {Shop?.Host}";
}
