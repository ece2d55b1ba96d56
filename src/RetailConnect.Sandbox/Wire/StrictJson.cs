using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox;

/// <summary>Reads JSON that loses nothing: no name twice, every text Unicode, every number within reach.</summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="JsonException">It is no JSON, or something would be lost.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var node = JsonNode.Parse(bytes, documentOptions: Strict);
            return IsReadable(node) ? node : throw new JsonException("A number is out of range.");
        }
        catch (InvalidOperationException halfACharacter)
        {
            // Text that is no Unicode is found only when it is read.
            throw new JsonException("A text is not valid Unicode.", halfACharacter);
        }
    }

    private static bool IsReadable(JsonNode? node) => node switch
    {
        JsonObject body => body.All(field => IsReadable(field.Value)),
        JsonArray list => list.All(IsReadable),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number => value.TryGetValue<decimal>(out _),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => value.TryGetValue<string>(out _),
        _ => true,
    };
}
