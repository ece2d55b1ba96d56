using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog.Images;

/// <summary>A picture of ours is named by the SHA-256 of its content, which no merchant's is.</summary>
internal static class ImageNames
{
    private const int Digits = 64;

    /// <summary>The digest of a picture of ours; null for any other.</summary>
    public static string? DigestOf(CatalogObject image) => image.ImageContent?.Name is { Length: Digits } name && name.All(char.IsAsciiHexDigitLower) ? name : null;

    /// <summary>Ids by digest; of several pictures with one content the first by its id, so that a repeat takes the same.</summary>
    public static Dictionary<string, string> ByDigest(IEnumerable<CatalogObject> images) => images.Select(image => (Digest: DigestOf(image), image.Id)).Where(image => image.Digest is not null)
        .GroupBy(image => image.Digest!).ToDictionary(same => same.Key, same => same.Select(image => image.Id).Order(StringComparer.Ordinal).First());
}
