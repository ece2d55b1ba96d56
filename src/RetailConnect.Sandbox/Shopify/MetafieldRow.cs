using System.Security.Cryptography;
using System.Text;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>One metafield of a product.</summary>
internal sealed class MetafieldRow
{
    public required string Id { get; init; }

    public required string Owner { get; init; }

    public required string Namespace { get; init; }

    public required string Key { get; init; }

    public required string Type { get; set; }

    public required string Value { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Type}\n{Value}")));
}
