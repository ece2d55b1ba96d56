using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Sandbox.Square;

/// <summary>Reads request bodies; what can't be read without loss is refused.</summary>
internal static partial class SquareBody
{
    public static JsonObject Read(SandboxRequest request, Shape shape) => Read(request.Body, shape);

    public static JsonObject Read(ReadOnlyMemory<byte> json, Shape shape)
    {
        if (Parse(json) is not JsonObject body)
        {
            throw SquareError.Bad("EXPECTED_JSON_BODY", "The request body is not a JSON object.");
        }

        return shape.Check(body) is { } wrong ? throw SquareError.Bad(CodeOf(wrong.Text), wrong.Text, wrong.Path) : body;
    }

    /// <summary>A whole number, as the vendor's int64 takes it; null when there is none.</summary>
    public static long? Whole(JsonNode? node, string field) =>
        node is null ? null : node is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw SquareError.Bad("EXPECTED_INTEGER", "Expected an integer value.", field);

    public static DateTimeOffset? Time(JsonNode? node)
    {
        if ((string?)node is not { } text)
        {
            return null;
        }

        return Timestamp().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : throw SquareError.Bad("INVALID_TIME", $"`{text}` is no RFC 3339 timestamp.");
    }

    private static JsonNode? Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            return StrictJson.Parse(json.Span);
        }
        catch (JsonException)
        {
            throw SquareError.Bad("BAD_REQUEST", "The request body is not valid JSON.");
        }
    }

    private static string CodeOf(string text) => text switch
    {
        _ when text.EndsWith("is required.", StringComparison.Ordinal) => "MISSING_REQUIRED_PARAMETER",
        _ when text.StartsWith("The field is not known", StringComparison.Ordinal) => "UNKNOWN_BODY_PARAMETER",
        _ when text.EndsWith("is not a valid enum value.", StringComparison.Ordinal) => "INVALID_ENUM_VALUE",
        _ when text.EndsWith("characters are allowed.", StringComparison.Ordinal) => "VALUE_TOO_LONG",
        _ when text.StartsWith("At most", StringComparison.Ordinal) => "ARRAY_LENGTH_TOO_LONG",
        _ when text.StartsWith("Expected String", StringComparison.Ordinal) => "EXPECTED_STRING",
        _ when text.StartsWith("Expected Object,", StringComparison.Ordinal) => "EXPECTED_OBJECT",
        _ when text.StartsWith("Expected Array", StringComparison.Ordinal) => "EXPECTED_ARRAY",
        _ when text.StartsWith("Expected Number", StringComparison.Ordinal) => "EXPECTED_INTEGER",
        _ when text.StartsWith("Expected True", StringComparison.Ordinal) => "EXPECTED_BOOLEAN",
        _ => "INVALID_VALUE",
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();
}
