using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Reads request bodies.</summary>
internal static class BcBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static JsonObject Read(SandboxRequest request, Shape shape)
    {
        if (!Utf8.IsValid(request.Body.Span))
        {
            throw ODataError.Bad("The request body is not valid UTF-8.");
        }

        try
        {
            var body = JsonNode.Parse(request.Body.Span, documentOptions: Strict);
            return shape.Check(body) is { } wrong ? throw ODataError.Bad($"The property '{wrong.Path}' can't be written: {wrong.Text}") : body!.AsObject();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is well-formed JSON, but no text: only reading the value tells.
            throw ODataError.Bad("The request body is not valid JSON.");
        }
    }
}
