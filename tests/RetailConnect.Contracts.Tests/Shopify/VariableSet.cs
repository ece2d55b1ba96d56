using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Generates the variables of a document from the published schema.</summary>
/// <param name="index">The schema.</param>
/// <param name="full">True to set everything, false to set only what is required.</param>
/// <param name="length">Length of the lists.</param>
internal sealed class VariableSet(SchemaIndex index, bool full, int length)
{
    private const int Deepest = 6;
    private readonly Stack<string> within = new();

    /// <summary>Generates a value of a type, as introspection writes it.</summary>
    public JsonNode? Value(JsonNode reference)
    {
        switch ((string)reference["kind"]!)
        {
            case "NON_NULL":
                return Value(reference["ofType"]!);
            case "LIST":
                return new JsonArray([.. Enumerable.Range(0, length).Select(_ => Value(reference["ofType"]!))]);
            case "INPUT_OBJECT":
                return Object((string)reference["name"]!);
            default:
                return index.Leaf((string)reference["name"]!);
        }
    }

    private JsonObject Object(string type)
    {
        within.Push(type);
        var fields = index.Inputs(type).Where(field => IsRequired(type, field) || (full && within.Count < Deepest && !within.Contains(Innermost(field["type"]!))));
        if (index.IsOneOf(type))
        {
            fields = index.Inputs(type).Take(1);
        }

        var written = new JsonObject(fields.Select(field => KeyValuePair.Create((string)field["name"]!, Value(field["type"]!))));
        within.Pop();
        return written;
    }

    private bool IsRequired(string type, JsonNode field) =>
        ((string)field["type"]!["kind"]! == "NON_NULL" && field["defaultValue"] is null) || index.Published.MustBePresent[type].Contains((string)field["name"]!);

    private static string Innermost(JsonNode reference) => reference["ofType"] is { } inner ? Innermost(inner) : (string)reference["name"]!;
}
