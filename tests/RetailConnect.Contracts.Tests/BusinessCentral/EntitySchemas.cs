using System.Text.Json.Nodes;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.BusinessCentral;

/// <summary>Fields and navigation properties of the entities, as OData options may name them.</summary>
internal sealed class EntitySchemas(JsonObject document)
{
    private const string Prefix = "#/components/schemas/";
    private readonly JsonObject schemas = document["components"]!["schemas"]!.AsObject();

    /// <summary>Returns the entity that an operation reads, or null where it reads none.</summary>
    public static string? ReadBy(ContractOperation operation)
    {
        var answer = operation.Json["responses"]?["200"]?["content"]?["application/json"]?["schema"] as JsonObject;
        return NameOf(answer) ?? NameOf(answer?["properties"]?["value"]?["items"] as JsonObject);
    }

    /// <summary>Returns the type of a field, with its format where it has one, or null where the entity has no such field.</summary>
    public string? FieldType(string entity, string field) =>
        Property(entity, field) is { } property && NavigationOf(property) is null && (string?)property["type"] is { } type ? (string?)property["format"] ?? type : null;

    /// <summary>Returns the entity that a navigation property leads to, or null where the entity has no such property.</summary>
    public string? Navigation(string entity, string name) => Property(entity, name) is { } property ? NavigationOf(property) : null;

    private JsonObject? Property(string entity, string name) => schemas[entity]?["properties"]?[name] as JsonObject;

    private static string? NavigationOf(JsonObject property) =>
        NameOf(property) ?? NameOf(property["items"] as JsonObject) ?? NameOf((property["allOf"] as JsonArray)?[0] as JsonObject);

    private static string? NameOf(JsonObject? schema) => (string?)schema?["$ref"] is { } reference ? reference[Prefix.Length..] : null;
}
