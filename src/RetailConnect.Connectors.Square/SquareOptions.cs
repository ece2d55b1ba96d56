using System.ComponentModel.DataAnnotations;

namespace RetailConnect.Connectors.Square;

/// <summary>Settings of one Square connection.</summary>
public sealed class SquareOptions
{
    /// <summary>Address of the API. Default <c>https://connect.squareup.com</c>.</summary>
    [Required]
    public Uri BaseAddress { get; set; } = new("https://connect.squareup.com");

    /// <summary>A fixed access token, for applications of the seller's own. Default none: then <see cref="ClientId"/>, <see cref="ClientSecret"/> and <see cref="RefreshToken"/> are needed.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Client id of the application. Default none.</summary>
    public string? ClientId { get; set; }

    /// <summary>Client secret of the application. Default none.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Refresh token that the seller granted. Default none.</summary>
    public string? RefreshToken { get; set; }

    /// <summary>Key that signs webhooks. Default none: then the key that Square tells when the subscription is created or listed is used.</summary>
    public string? WebhookSignatureKey { get; set; }

    /// <summary>Whether returned goods go back to sellable stock: Square's orders don't say. Default true.</summary>
    public bool RestockReturns { get; set; } = true;

    /// <summary>Largest webhook body taken, in bytes. Default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxWebhookBytes { get; set; } = 1024 * 1024;

    /// <summary>Most calls in flight at once, while Square does not ask for less. Default 12.</summary>
    [Range(1, 100)]
    public int CallsAtOnce { get; set; } = 12;

    /// <summary>Leaves the secrets out.</summary>
    public override string ToString() => $"Square {BaseAddress.Host}";
}
