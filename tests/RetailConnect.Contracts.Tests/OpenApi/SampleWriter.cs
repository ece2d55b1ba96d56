using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Generates answers from a schema.</summary>
internal sealed class SampleWriter(SampleKind kind)
{
    private const int Deepest = 9;
    private readonly Stack<string> within = new();

    public static IEnumerable<SampleKind> Kinds => Enum.GetValues<SampleKind>();

    /// <summary>Generates one answer; what is promised beyond the schema is always there.</summary>
    public static JsonNode? Write(FlatSchema schema, SampleKind kind) => new SampleWriter(kind).Value(schema);

    private JsonNode? Value(FlatSchema schema)
    {
        if (schema.Name is { } name)
        {
            within.Push(name);
        }

        var value = schema.Type switch
        {
            "array" => List(schema),
            "object" => Object(schema),
            _ => LeafValue.Of(schema, kind is SampleKind.Strange),
        };
        _ = schema.Name is not null ? within.Pop() : null;
        return value;
    }

    private JsonArray List(FlatSchema schema)
    {
        var count = Math.Max(schema.Keyword<int>("minItems") ?? 0, kind is SampleKind.Minimal ? 0 : 1);
        return schema.Items is { } items && !IsTooDeep(items) ? [.. Enumerable.Range(0, count).Select(_ => Value(items))] : [];
    }

    private JsonObject Object(FlatSchema schema)
    {
        var written = new JsonObject();
        foreach (var name in schema.Properties.Keys)
        {
            var property = schema[name]!;
            var required = schema.Required.Contains(name) || Promise.Holds(schema, name);
            if (kind is SampleKind.Nulls && property.Nullable && !IsContainer(property))
            {
                written[name] = null;
            }
            else if (required || (Wanted(property) && !IsTooDeep(property)))
            {
                written[name] = Value(property);
            }
        }

        if (schema.Others is { } others && kind is not SampleKind.Minimal && !IsTooDeep(others))
        {
            written["one"] = Value(others);
        }

        if (kind is SampleKind.Strange && schema.Properties.Count > 0)
        {
            written["unknown_to_us"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        }

        return written;
    }

    private bool Wanted(FlatSchema property) => kind switch
    {
        SampleKind.Minimal => false,
        SampleKind.Sparse or SampleKind.Nulls => IsContainer(property),
        _ => true,
    };

    private static bool IsContainer(FlatSchema schema) => schema.Type is "array" or "object";

    private bool IsTooDeep(FlatSchema schema) => within.Count > Deepest || (schema.Name ?? schema.Items?.Name) is { } name && within.Contains(name);
}
