namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>The handle under which a product is found again when its id is not known yet.</summary>
internal static class Handle
{
    /// <summary>Returns the canonical id in the letters that a handle may have; where letters had to go, a part of the id's hash keeps handles apart.</summary>
    public static string Of(CanonicalId id)
    {
        var text = string.Concat(id.Value.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return text == id.Value ? text : $"{text}-{Mark(id)}".TrimStart('-');
    }

    private static string Mark(CanonicalId id) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id.Value)))[..8];
}
