using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>A schema with its references followed and its parts put together; of alternatives the first is taken.</summary>
internal sealed class FlatSchema : IShape
{
    private readonly OpenApiContract contract;
    private readonly JsonObject node;

    private FlatSchema(OpenApiContract contract, JsonObject node, string? name, bool nullable)
    {
        this.contract = contract;
        this.node = node;
        Name = name;
        Nullable = nullable;
        FlatSchema[] parts = [.. Parts().Select(part => Of(contract, part))];
        foreach (var part in parts)
        {
            Merge(part.Properties, part.Required);
        }

        Merge((node["properties"] as JsonObject ?? []).ToDictionary(property => property.Key, property => property.Value!.AsObject()), (node["required"] as JsonArray ?? []).Select(item => (string)item!));
        Type = (string?)node["type"] ?? parts.Select(part => part.Type).FirstOrDefault(type => type is not null) ?? (Properties.Count > 0 ? "object" : null);
    }

    /// <summary>Name of the component; null where the schema has none.</summary>
    public string? Name { get; }

    public bool Nullable { get; }

    public string? Type { get; }

    public Dictionary<string, JsonObject> Properties { get; } = [];

    public HashSet<string> Required { get; } = [];

    public string? Format => (string?)node["format"];

    public JsonArray? Enum => node["enum"] as JsonArray;

    public FlatSchema? Items => node["items"] is JsonObject items ? Of(contract, items) : null;

    /// <summary>Schema of properties that have no name of their own; null where the contract describes none.</summary>
    public FlatSchema? Others => node["additionalProperties"] is JsonObject others ? Of(contract, others) : null;

    IShape? IShape.Inner => Items ?? Others;

    bool IShape.TakesOne => false;

    JsonNode? IShape.Text => Type is "string" ? LeafValue.Of(this) : null;

    JsonNode? IShape.Whole => Type is "integer" ? LeafValue.Of(this) : null;

    IShape? IShape.Property(string name) => this[name];

    public FlatSchema? this[string property] => Properties.TryGetValue(property, out var schema) ? Of(contract, schema) : null;

    /// <summary>Returns a keyword's value, or null.</summary>
    public T? Keyword<T>(string keyword)
        where T : struct => node[keyword] is JsonValue value && value.TryGetValue<T>(out var found) ? found : null;

    public string? Example => node["example"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public bool HasPattern => node.ContainsKey("pattern");

    public static FlatSchema Of(OpenApiContract contract, JsonObject schema)
    {
        var nullable = (bool?)schema["nullable"] == true;
        string? name = null;
        while ((string?)schema["$ref"] is { } reference)
        {
            name = reference;
            schema = contract.Resolved(schema);
            nullable |= (bool?)schema["nullable"] == true;
        }

        return new(contract, schema, name, nullable);
    }

    private IEnumerable<JsonObject> Parts() =>
        (node["allOf"] as JsonArray ?? []).Concat((node["oneOf"] as JsonArray ?? []).Take(1)).Concat((node["anyOf"] as JsonArray ?? []).Take(1)).Select(part => part!.AsObject());

    private void Merge(IReadOnlyDictionary<string, JsonObject> properties, IEnumerable<string> required)
    {
        foreach (var (name, schema) in properties)
        {
            Properties[name] = schema;
        }

        Required.UnionWith(required);
    }
}
