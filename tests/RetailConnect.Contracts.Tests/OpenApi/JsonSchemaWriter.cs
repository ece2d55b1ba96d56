using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Writes an OpenAPI 3.0 schema as the JSON Schema that a request has to meet.</summary>
/// <remarks>
/// Read-only properties are left out, so that a closed object refuses them; their names are kept in <see cref="ReadOnlyNames"/>.
/// Siblings of a reference (nullable, readOnly) are honoured: the contracts rely on them.
/// </remarks>
/// <param name="closeObjects">True to refuse properties that the document does not describe.</param>
/// <param name="answers">True for the schema of answers, which have the read-only properties.</param>
internal sealed class JsonSchemaWriter(bool closeObjects, bool answers = false)
{
    public const string ReadOnlyNames = "x-read-only-names";
    private const string ComponentPrefix = "#/components/schemas/";
    private static readonly string[] Copied =
    [
        "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    public JsonObject Write(JsonObject schema)
    {
        var nullable = (bool?)schema["nullable"] == true;
        if ((string?)schema["$ref"] is { } reference)
        {
            var target = new JsonObject { ["$ref"] = "#/definitions/" + reference[ComponentPrefix.Length..] };
            return nullable ? OrNull(target) : target;
        }

        var written = new JsonObject();
        foreach (var keyword in Copied.Where(schema.ContainsKey))
        {
            written[keyword] = schema[keyword]!.DeepClone();
        }

        WriteCompositions(schema, written);
        WriteObject(schema, written);
        WriteType(schema, written, nullable);
        return nullable && !schema.ContainsKey("type") ? OrNull(written) : written;
    }

    private void WriteCompositions(JsonObject schema, JsonObject written)
    {
        foreach (var keyword in new[] { "allOf", "anyOf", "oneOf" }.Where(schema.ContainsKey))
        {
            written[keyword] = new JsonArray([.. schema[keyword]!.AsArray().Select(part => Write(part!.AsObject()))]);
        }

        if (schema["items"] is JsonObject items)
        {
            written["items"] = Write(items);
        }
    }

    private void WriteObject(JsonObject schema, JsonObject written)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var readOnly = properties.Where(property => !answers && (bool?)property.Value!["readOnly"] == true).Select(property => property.Key).ToHashSet();
        if (properties.Count > 0)
        {
            written["properties"] = new JsonObject(properties.Where(property => !readOnly.Contains(property.Key)).Select(property => KeyValuePair.Create(property.Key, (JsonNode?)Write(property.Value!.AsObject()))));
            written[ReadOnlyNames] = new JsonArray([.. readOnly.Select(name => (JsonNode)name)]);
        }

        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !readOnly.Contains(name)).ToArray();
        if (required.Length > 0)
        {
            written["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]);
        }

        if (schema["additionalProperties"] is { } additional)
        {
            written["additionalProperties"] = additional is JsonObject inner ? Write(inner) : additional.DeepClone();
        }
        else if (properties.Count > 0 && closeObjects)
        {
            written["additionalProperties"] = false;
        }
    }

    private static void WriteType(JsonObject schema, JsonObject written, bool nullable)
    {
        if ((string?)schema["type"] is { } type)
        {
            written["type"] = nullable ? new JsonArray(type, "null") : type;
        }

        if (schema["enum"] is JsonArray values)
        {
            written["enum"] = values.DeepClone();
            if (nullable && !values.Contains(null))
            {
                written["enum"]!.AsArray().Add(null);
            }
        }

        switch ((string?)schema["format"])
        {
            case "int32":
                written["minimum"] ??= int.MinValue;
                written["maximum"] ??= int.MaxValue;
                break;
            case "int64":
                written["minimum"] ??= long.MinValue;
                written["maximum"] ??= long.MaxValue;
                break;
            case ("date-time" or "date" or "uuid" or "email" or "uri") and var format:
                written["format"] = format;
                break;
        }
    }

    private static JsonObject OrNull(JsonObject schema) => new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
}
