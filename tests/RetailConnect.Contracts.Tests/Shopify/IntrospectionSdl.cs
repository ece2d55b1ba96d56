using System.Text;
using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Writes the schema definition language of a schema that was published as an introspection result.</summary>
internal static class IntrospectionSdl
{
    private static readonly HashSet<string> BuiltInScalars = ["String", "Int", "Float", "Boolean", "ID"];
    private static readonly HashSet<string> BuiltInDirectives = ["include", "skip", "deprecated", "specifiedBy", "oneOf"];

    public static string Write(JsonObject schema)
    {
        var text = new StringBuilder(1 << 22);
        text.Append("schema { query: ").Append(Name(schema["queryType"])).Append(" mutation: ").Append(Name(schema["mutationType"])).Append(" }\n");
        foreach (var directive in Each(schema, "directives").Where(directive => !BuiltInDirectives.Contains(Name(directive))))
        {
            var places = string.Join(" | ", directive["locations"]!.AsArray().Select(place => (string)place!));
            text.Append("directive @").Append(Name(directive)).Append(Arguments(directive)).Append(" on ").Append(places).Append('\n');
        }

        foreach (var type in Each(schema, "types").Where(type => !Name(type).StartsWith("__", StringComparison.Ordinal)))
        {
            WriteType(text, type);
        }

        return text.ToString();
    }

    /// <summary>Writes a type reference, such as <c>[ID!]!</c>.</summary>
    public static string Reference(JsonNode type) => (string)type["kind"]! switch
    {
        "NON_NULL" => Reference(type["ofType"]!) + "!",
        "LIST" => "[" + Reference(type["ofType"]!) + "]",
        _ => Name(type),
    };

    private static void WriteType(StringBuilder text, JsonObject type)
    {
        var name = Name(type);
        switch ((string)type["kind"]!)
        {
            case "SCALAR" when !BuiltInScalars.Contains(name):
                text.Append("scalar ").Append(name).Append('\n');
                break;
            case "OBJECT":
                WriteFields(text, "type", type);
                break;
            case "INTERFACE":
                WriteFields(text, "interface", type);
                break;
            case "UNION":
                text.Append("union ").Append(name).Append(" = ").AppendJoin(" | ", Each(type, "possibleTypes").Select(Name)).Append('\n');
                break;
            case "ENUM":
                text.Append("enum ").Append(name).Append(" { ").AppendJoin(' ', Each(type, "enumValues").Select(Name)).Append(" }\n");
                break;
            case "INPUT_OBJECT":
                text.Append("input ").Append(name).Append((bool?)type["isOneOf"] == true ? " @oneOf {\n" : " {\n");
                text.AppendJoin('\n', Each(type, "inputFields").Select(Input)).Append("\n}\n");
                break;
        }
    }

    private static void WriteFields(StringBuilder text, string keyword, JsonObject type)
    {
        var interfaces = Each(type, "interfaces").Select(Name).ToArray();
        text.Append(keyword).Append(' ').Append(Name(type));
        if (interfaces.Length > 0)
        {
            text.Append(" implements ").AppendJoin(" & ", interfaces);
        }

        text.Append(" {\n");
        foreach (var field in Each(type, "fields"))
        {
            text.Append(Name(field)).Append(Arguments(field)).Append(": ").Append(Reference(field["type"]!)).Append('\n');
        }

        text.Append("}\n");
    }

    private static string Arguments(JsonObject owner)
    {
        var arguments = Each(owner, "args").Select(Input).ToArray();
        return arguments.Length == 0 ? "" : "(" + string.Join(", ", arguments) + ")";
    }

    private static string Input(JsonObject input)
    {
        var value = (string?)input["defaultValue"];
        return Name(input) + ": " + Reference(input["type"]!) + (value is null ? "" : " = " + value);
    }

    private static IEnumerable<JsonObject> Each(JsonObject owner, string list) => owner[list] is JsonArray items ? items.Select(item => item!.AsObject()) : [];

    private static string Name(JsonNode? node) => (string)node!["name"]!;
}
