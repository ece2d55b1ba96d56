using System.Text.Json.Nodes;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.Shopify;

/// <summary>An input of the published schema.</summary>
internal sealed class InputShape(SchemaIndex index, JsonNode reference) : IShape
{
    private readonly JsonNode type = (string)reference["kind"]! == "NON_NULL" ? reference["ofType"]! : reference;

    public IShape? Inner => (string)type["kind"]! == "LIST" ? new InputShape(index, type["ofType"]!) : null;

    public bool TakesOne => (string)type["kind"]! == "INPUT_OBJECT" && index.IsOneOf((string)type["name"]!);

    public JsonNode? Text => Leaf() is JsonValue value && value.TryGetValue<string>(out _) ? value : null;

    public JsonNode? Whole => Leaf() is JsonValue value && value.TryGetValue<int>(out _) ? value : null;

    public IShape? Property(string name) =>
        (string)type["kind"]! == "INPUT_OBJECT" && index.Inputs((string)type["name"]!).FirstOrDefault(field => (string)field["name"]! == name) is { } found ? new InputShape(index, found["type"]!) : null;

    private JsonNode? Leaf() => (string)type["kind"]! is "SCALAR" or "ENUM" ? index.Leaf((string)type["name"]!) : null;
}
