namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Makes a vendor's text fit for people: short, and without e-mail addresses.</summary>
internal static class PlainText
{
    private const int MostCharacters = 200;

    public static string Of(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Contains('@') ? "(address)" : word);
        var plain = string.Join(' ', words);
        return plain.Length <= MostCharacters ? plain : $"{plain[..MostCharacters]}...";
    }
}
