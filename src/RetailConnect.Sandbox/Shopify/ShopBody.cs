using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Reads request bodies; null for one that can't be read without loss.</summary>
internal static class ShopBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonObject? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: Strict) is JsonObject body && Readable(body) ? body : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Text that is no Unicode is found only when it is read.
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

    private static bool Readable(JsonNode? node) => node switch
    {
        JsonObject body => body.All(field => Readable(field.Value)),
        JsonArray list => list.All(Readable),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number => value.TryGetValue<decimal>(out _),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.TryGetValue<string>(out _),
        _ => true,
    };
}
