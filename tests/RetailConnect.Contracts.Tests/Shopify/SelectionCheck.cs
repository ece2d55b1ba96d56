using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Judges an answer to a document: the fields that were asked for and no others, of the published types.</summary>
internal sealed class SelectionCheck(SchemaIndex index)
{
    private Dictionary<string, GraphQLFragmentDefinition> fragments = [];

    /// <summary>Returns the ways in which an answer breaks the contract.</summary>
    public IReadOnlyList<Violation> Check(JsonObject request, JsonNode? answer)
    {
        var document = Parser.Parse((string)request["query"]!);
        fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(fragment => fragment.FragmentName.Name.StringValue);
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        var name = operation.Name?.StringValue ?? "document";
        if (answer is not JsonObject body)
        {
            return [new("shopify", name, "answer-type", "The answer is no object.")];
        }

        var strangers = body.Select(member => member.Key).Except(["data", "errors", "extensions"]).Select(member => $"{member} is no member of an answer.");
        var found = body["data"] is JsonObject data ? Object(index.Root(operation.Operation is OperationType.Mutation), operation.SelectionSet, data, "data") : body["errors"] is JsonArray ? [] : ["There is neither data nor an error."];
        return [.. strangers.Concat(found).Select(problem => new Violation("shopify", name, "answer-type", problem)).Distinct()];
    }

    private IEnumerable<string> Value(JsonNode reference, GraphQLSelectionSet? selection, JsonNode? value, string at)
    {
        var kind = (string)reference["kind"]!;
        if (kind == "NON_NULL")
        {
            return value is null ? [$"{at} is null."] : Value(reference["ofType"]!, selection, value, at);
        }

        return (kind, value) switch
        {
            (_, null) => [],
            ("LIST", JsonArray list) => list.SelectMany(item => Value(reference["ofType"]!, selection, item, at + "[]")),
            ("OBJECT", JsonObject there) => Object((string)reference["name"]!, selection!, there, at),
            ("INTERFACE" or "UNION", JsonObject there) => there.Count == 0 ? [] : Object((string)reference["name"]!, selection!, there, at),
            ("SCALAR" or "ENUM", JsonValue leaf) => Fits((string)reference["name"]!, leaf) ? [] : [$"{at} is no {reference["name"]}: {leaf.ToJsonString()}."],
            _ => [$"{at} is no {kind}."],
        };
    }

    private IEnumerable<string> Object(string type, GraphQLSelectionSet selection, JsonObject there, string at)
    {
        var asked = Fields(type, selection).DistinctBy(field => field.Name).ToDictionary(field => field.Name);
        var some = Conditional(type, selection);
        return there.Select(member => member.Key).Except(asked.Keys).Select(name => $"{at}.{name} was not asked for.")
            .Concat(asked.Values.SelectMany(field => there.TryGetPropertyValue(field.Name, out var value) ? Value(field.Type, field.Selection, value, $"{at}.{field.Name}") : some.Contains(field.Name) ? [] : [$"{at}.{field.Name} is missing."]));
    }

    /// <summary>Fields that only some types behind an interface have, asked for beside those that all have.</summary>
    private HashSet<string> Conditional(string type, GraphQLSelectionSet selection) => index.Kind(type) is not ("INTERFACE" or "UNION") || !selection.Selections.OfType<GraphQLField>().Any() ? []
        : [.. selection.Selections.OfType<GraphQLInlineFragment>().Where(part => part.TypeCondition is { } condition && condition.Type.Name.StringValue != type)
            .SelectMany(part => Fields(part.TypeCondition!.Type.Name.StringValue, part.SelectionSet)).Select(field => field.Name)];

    private IEnumerable<(string Name, JsonNode Type, GraphQLSelectionSet? Selection)> Fields(string type, GraphQLSelectionSet selection) => selection.Selections.SelectMany(node => node switch
    {
        GraphQLField field => [((field.Alias?.Name ?? field.Name).StringValue, index.Field(type, field.Name.StringValue)["type"]!, field.SelectionSet)],
        GraphQLInlineFragment part => Fields(part.TypeCondition?.Type.Name.StringValue ?? type, part.SelectionSet),
        GraphQLFragmentSpread spread => Fields(fragments[spread.FragmentName.Name.StringValue].TypeCondition.Type.Name.StringValue, fragments[spread.FragmentName.Name.StringValue].SelectionSet),
        _ => Array.Empty<(string, JsonNode, GraphQLSelectionSet?)>(),
    });

    private bool Fits(string type, JsonValue value) => type switch
    {
        "Int" => value.GetValueKind() is JsonValueKind.Number && value.TryGetValue<int>(out _),
        "Float" => value.GetValueKind() is JsonValueKind.Number,
        "Boolean" => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "JSON" => true,
        _ when index.Kind(type) == "ENUM" => value.TryGetValue<string>(out var text) && index.Values(type).Contains(text),
        _ => value.TryGetValue<string>(out var text) && new WireScalar(type).CanParseValue(text),
    };
}
