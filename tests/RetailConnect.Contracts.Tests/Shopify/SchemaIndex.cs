using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Finds types and fields in the published schema, and makes values of its scalars.</summary>
internal sealed class SchemaIndex(PublishedSchema published)
{
    private readonly Dictionary<string, JsonNode> types = published.Json["types"]!.AsArray().ToDictionary(type => (string)type!["name"]!, type => type!);

    public PublishedSchema Published => published;

    public string Root(bool mutation) => (string)published.Json[mutation ? "mutationType" : "queryType"]!["name"]!;

    public string Kind(string type) => (string)types[type]["kind"]!;

    public JsonNode Field(string type, string field) => Named(types[type]["fields"], field) ?? throw new InvalidOperationException($"{type} has no field {field}.");

    public IReadOnlyList<JsonNode> Inputs(string type) => [.. types[type]["inputFields"]!.AsArray().Select(field => field!)];

    public IEnumerable<string> Values(string type) => types[type]["enumValues"]!.AsArray().Select(value => (string)value!["name"]!);

    public bool IsOneOf(string type) => published.OneOfInputs.Contains(type);

    /// <summary>A value of a scalar or of an enum.</summary>
    public JsonNode Leaf(string type, bool strange = false) => type switch
    {
        _ when Kind(type) == "ENUM" => strange ? "UNKNOWN_TO_US" : (string)types[type]["enumValues"]![0]!["name"]!,
        "Int" => 1,
        "Float" => 1.5,
        "Boolean" => true,
        "ID" => "gid://shopify/Order/1",
        "Decimal" or "Money" => "1.50",
        "BigInt" or "UnsignedInt64" => "1",
        "Date" => "2026-01-02",
        "DateTime" => "2026-01-02T03:04:05Z",
        "URL" => "https://example.test/",
        "UtcOffset" => "+02:00",
        "JSON" => new JsonObject { ["any"] = 1 },
        _ => "text",
    };

    private static JsonNode? Named(JsonNode? list, string name) => list?.AsArray().FirstOrDefault(item => (string)item!["name"]! == name);
}
