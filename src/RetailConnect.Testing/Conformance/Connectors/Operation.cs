using System.Text.Json.Nodes;

namespace RetailConnect.Testing;

/// <summary>Tells calls of one operation from those of another: by method and path, and for GraphQL by the document.</summary>
internal static class Operation
{
    public static async Task<string> OfAsync(HttpRequestMessage request)
    {
        var text = request.Content is { } content ? await content.ReadAsStringAsync() : "";
        return $"{request.Method} {request.RequestUri?.AbsolutePath} {Document(text)}";
    }

    private static string Document(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject body && body["query"] is JsonValue query && query.TryGetValue<string>(out var document) ? document : "";
        }
        catch (System.Text.Json.JsonException)
        {
            return "";
        }
    }
}
