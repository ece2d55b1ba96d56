namespace RetailConnect;

/// <summary>Derives canonical ids of documents, short enough to be a reference in an ERP.</summary>
public static class CanonicalIds
{
    /// <summary>Longest id: Business Central's externalDocumentNumber takes 35 characters.</summary>
    public const int MostCharacters = 35;

    private const string GlobalId = "gid://";

    /// <summary>
    /// Returns <c>connection-id</c>; of a Shopify global id (<c>gid://shopify/Order/1</c>) the last segment stands for all. A longer text, another id with a slash, and a connection with a hyphen of its own end in a part of
    /// their hash, so that two entities never share an id.
    /// </summary>
    public static CanonicalId Of(string connection, ExternalId id)
    {
        var tail = id.Value[(id.Value.LastIndexOf('/') + 1)..];
        var text = $"{connection}-{tail}";
        var isWhole = tail.Length == id.Value.Length || id.Value.StartsWith(GlobalId, StringComparison.Ordinal);
        if (text.Length <= MostCharacters && isWhole && !connection.Contains('-', StringComparison.Ordinal))
        {
            return new(text);
        }

        var hash = IdempotencyKey.Derive(connection, id.Value).Value[..16];
        return new($"{text[..Math.Min(text.Length, MostCharacters - hash.Length - 1)]}-{hash}");
    }
}
