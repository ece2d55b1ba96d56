using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>A value that a schema of no object and no list allows.</summary>
internal static class LeafValue
{
    public const string Id = "01234567-89ab-cdef-0123-456789abcdef";
    public const string Unknown = "UNKNOWN_TO_US";

    /// <summary>Returns a value.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="strange">True for an enum value that nobody described.</param>
    public static JsonNode? Of(FlatSchema schema, bool strange = false)
    {
        if (schema.Enum is { } values)
        {
            return strange && schema.Type is "string" ? Unknown : values.First(value => value is not null)!.DeepClone();
        }

        return schema.Type switch
        {
            "integer" => (long)Math.Max(Least(schema), 1),
            "number" => Math.Max(Least(schema), 1.5m),
            "boolean" => true,
            "string" => Text(schema),
            "object" => new JsonObject(),
            _ => "anything",
        };
    }

    private static decimal Least(FlatSchema schema) => schema.Keyword<decimal>("minimum") ?? 0;

    private static string Text(FlatSchema schema) => schema.Format switch
    {
        "date-time" => "2026-01-02T03:04:05Z",
        "date" => "2026-01-02",
        "uuid" => Id,
        "email" => "a@example.test",
        "uri" => "https://example.test/",
        _ when schema.HasPattern => schema.Example ?? "1",
        _ => new string('7', Math.Clamp(schema.Keyword<int>("minLength") ?? 2, Math.Min(2, schema.Keyword<int>("maxLength") ?? 2), schema.Keyword<int>("maxLength") ?? 1000)),
    };
}
