namespace RetailConnect.Contracts.OpenApi;

/// <summary>Splits a query into its pairs.</summary>
internal static class QueryString
{
    public static IReadOnlyList<KeyValuePair<string, string>> Split(string query) =>
        [.. query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(Decode(pair[0]), pair.Length > 1 ? Decode(pair[1]) : ""))];

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
