namespace RetailConnect;

/// <summary>Derives canonical ids of documents, short enough to be a reference in an ERP.</summary>
public static class CanonicalIds
{
    /// <summary>Longest id: Business Central's externalDocumentNumber takes 35 characters.</summary>
    public const int MostCharacters = 35;

    /// <summary>Returns <c>connection-tail</c>, where the tail is the last segment of the external id; a longer text ends in a part of its hash.</summary>
    public static CanonicalId Of(string connection, ExternalId id)
    {
        var text = $"{connection}-{id.Value[(id.Value.LastIndexOf('/') + 1)..]}";
        if (text.Length <= MostCharacters)
        {
            return new(text);
        }

        var hash = IdempotencyKey.Derive(connection, id.Value).Value[..16];
        return new($"{text[..(MostCharacters - hash.Length - 1)]}-{hash}");
    }
}
