using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Finds what a record declares to be always there though the contract lets it be absent or null.</summary>
internal sealed class Declarations
{
    private readonly HashSet<(Type, string?)> seen = [];

    public static IEnumerable<string> Compare(JsonTypeInfo type, FlatSchema schema) => new Declarations().Walk(type, schema);

    private IEnumerable<string> Walk(JsonTypeInfo type, FlatSchema schema)
    {
        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            return (type.Kind is JsonTypeInfoKind.Enumerable ? schema.Items : schema.Others) is { } inner ? Walk(Draft.Element(type), inner) : [];
        }

        if (type.Kind is not JsonTypeInfoKind.Object || !seen.Add((type.Type, schema.Name)))
        {
            return [];
        }

        return type.Properties.Where(property => !property.IsExtensionData).SelectMany(property => Compare(type, property, schema)).ToArray();
    }

    /// <summary>True for a text that the record itself says to be empty where it is absent; a number or an id would be a wrong one.</summary>
    private static bool HasDefault(JsonTypeInfo type, JsonPropertyInfo property) =>
        property is { IsRequired: false, Get: { } get } && property.PropertyType == typeof(string) && get(Empty(type)) is "";

    /// <summary>The record with nothing in it but what it can't be made without.</summary>
    private static object Empty(JsonTypeInfo type) => new Draft(full: false, new HashSet<string>(), required: true).Of(type, null).Deserialize(type)!;

    private IEnumerable<string> Compare(JsonTypeInfo type, JsonPropertyInfo property, FlatSchema schema)
    {
        if (schema[property.Name] is not { } described)
        {
            // A property beside the contract is read only where it may be absent.
            return Draft.MayBeNull(property) ? [] : [$"{type.Type.Name}.{property.Name} is declared as always there; {schema.Name ?? "the answer"} has no such property."];
        }

        var absent = !schema.Required.Contains(property.Name) && !Promise.Holds(schema, property.Name);
        var filled = absent && !described.Nullable && HasDefault(type, property);
        return !Draft.MayBeNull(property) && !filled && (absent || described.Nullable)
            ? [$"{type.Type.Name}.{property.Name} is declared as always there; {schema.Name ?? "the answer"} lets it be {(absent ? "absent" : "null")}.", .. Walk(Draft.Info(type, property.PropertyType), described)]
            : Walk(Draft.Info(type, property.PropertyType), described);
    }
}
