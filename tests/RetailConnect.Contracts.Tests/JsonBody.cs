using System.Text.Json;
using System.Text.Json.Nodes;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts;

/// <summary>Reads a body as strict JSON.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonNode? Read(SandboxRequest request, out string? problem)
    {
        problem = null;
        if (request.Header("Content-Type")?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            problem = $"The content type is {request.Header("Content-Type") ?? "missing"}, not application/json.";
            return null;
        }

        return Parse(request.Body.Span, out problem);
    }

    /// <summary>Reads a text as strict JSON.</summary>
    public static JsonNode? Parse(ReadOnlySpan<byte> json, out string? problem)
    {
        problem = null;
        try
        {
            return JsonNode.Parse(json, documentOptions: Strict);
        }
        catch (JsonException e)
        {
            problem = $"The body is not JSON: {e.Message}";
            return null;
        }
    }
}
