using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Reads request bodies; null for one that can't be read without loss.</summary>
internal static class ShopBody
{
    public static JsonObject? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictJson.Parse(bytes) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The fields of a form, or of a JSON object.</summary>
    public static Dictionary<string, string>? Fields(SandboxRequest request)
    {
        if (request.Header("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true)
        {
            return Read(request.Body.Span)?.ToDictionary(field => field.Key, field => field.Value?.ToString() ?? "");
        }

        var pairs = Encoding.UTF8.GetString(request.Body.Span).Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair.Length == 2)
            .Select(pair => (Name: Decode(pair[0]), Value: Decode(pair[1]))).ToList();
        return pairs.DistinctBy(pair => pair.Name).Count() == pairs.Count ? pairs.ToDictionary(pair => pair.Name, pair => pair.Value) : null;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
