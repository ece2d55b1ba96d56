namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>Document numbers of journal lines, of at most 20 characters; Business Central keeps them in capitals.</summary>
internal static class DocumentNumber
{
    private const int MostCharacters = 20;
    private const int HashCharacters = 12;

    /// <summary>An order may have the same canonical id, and somebody may use that as a number.</summary>
    private const string Mark = "P-";

    /// <summary>A mark and the canonical id where it fits and has no capitals of its own; any other ends in a part of its hash, so that two ids never share a number.</summary>
    public static string Of(CanonicalId id)
    {
        var text = $"{Mark}{id.Value.ToUpperInvariant()}";
        if (text.Length <= MostCharacters && !id.Value.Any(char.IsUpper))
        {
            return text;
        }

        var hash = IdempotencyKey.Derive("document-number", id.Value).Value[..HashCharacters].ToUpperInvariant();
        return $"{text[..Math.Min(text.Length, MostCharacters - HashCharacters - 1)]}-{hash}";
    }
}
