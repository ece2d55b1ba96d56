namespace RetailConnect;

/// <summary>Derives canonical ids of documents, short enough to be a reference in an ERP.</summary>
public static class CanonicalIds
{
    /// <summary>Longest id: Business Central's externalDocumentNumber takes 35 characters.</summary>
    public const int MostCharacters = 35;

    /// <summary>Returns <c>connection-tail</c>, where the tail is the last segment of the external id; a longer text, and one whose connection has a hyphen of its own, ends in a part of its hash, so that two connections never share an id.</summary>
    public static CanonicalId Of(string connection, ExternalId id)
    {
        var text = $"{connection}-{id.Value[(id.Value.LastIndexOf('/') + 1)..]}";
        if (text.Length <= MostCharacters && !connection.Contains('-', StringComparison.Ordinal))
        {
            return new(text);
        }

        var hash = IdempotencyKey.Derive(connection, id.Value).Value[..16];
        return new($"{text[..Math.Min(text.Length, MostCharacters - hash.Length - 1)]}-{hash}");
    }
}
