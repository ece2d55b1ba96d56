using System.ComponentModel.DataAnnotations;

namespace CustomConnector.Depot;

/// <summary>Settings of one Depot connection: one warehouse account.</summary>
public sealed class DepotOptions
{
    /// <summary>Address of the API, for example <c>https://northwind.depot.example/</c>. No default.</summary>
    [Required] public Uri? BaseAddress { get; set; }

    /// <summary>API key with the rights to read items and to write orders. No default.</summary>
    [Required, MinLength(16)] public string ApiKey { get; set; } = "";

    /// <summary>Secret with which the Depot signs webhooks. No default.</summary>
    [Required, MinLength(16)] public string WebhookSecret { get; set; } = "";

    /// <summary>Most calls in flight at once; fewer are made while the Depot asks to slow down. Default 4.</summary>
    [Range(1, 64)] public int AtOnce { get; set; } = 4;

    /// <summary>Names the address, and leaves the secrets out.</summary>
    public override string ToString() => $"Depot at {BaseAddress?.Host}";
}
