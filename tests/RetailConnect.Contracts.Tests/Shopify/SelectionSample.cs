using System.Text.Json.Nodes;
using GraphQLParser.AST;
using RetailConnect.Contracts.OpenApi;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Generates the data that the published schema allows as the answer to a document.</summary>
/// <param name="index">The schema.</param>
/// <param name="document">The document.</param>
/// <param name="kind">How much the answer has.</param>
/// <param name="nullAt">A place that is null, whatever the rest is like.</param>
internal sealed class SelectionSample(SchemaIndex index, GraphQLDocument document, SampleKind kind, string? nullAt = null)
{
    private readonly Dictionary<string, GraphQLFragmentDefinition> fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(fragment => fragment.FragmentName.Name.StringValue);

    /// <summary>Places that may be null, once the data is written.</summary>
    public List<string> Nullable { get; } = [];

    public JsonObject Data()
    {
        var operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
        return Object(index.Root(operation.Operation is OperationType.Mutation), operation.SelectionSet, "data");
    }

    private JsonNode? Value(JsonNode reference, GraphQLSelectionSet? selection, string at)
    {
        if ((string)reference["kind"]! == "NON_NULL")
        {
            return There(reference["ofType"]!, selection, at);
        }

        Nullable.Add(at);
        var leaf = (string)reference["kind"]! is "SCALAR" or "ENUM";
        var none = at == nullAt || kind is SampleKind.Minimal || (kind is SampleKind.Sparse or SampleKind.Nulls && leaf);
        return none ? null : There(reference, selection, at);
    }

    private JsonNode There(JsonNode type, GraphQLSelectionSet? selection, string at) => (string)type["kind"]! switch
    {
        "LIST" => new JsonArray([.. Enumerable.Range(0, kind is SampleKind.Minimal ? 0 : 1).Select(_ => Value(type["ofType"]!, selection, at + "[]"))]),
        "SCALAR" or "ENUM" => index.Leaf((string)type["name"]!, kind is SampleKind.Strange),
        "OBJECT" => Object((string)type["name"]!, selection!, at),
        _ => Object(First(selection!) ?? (string)type["name"]!, selection!, at),
    };

    private JsonObject Object(string type, GraphQLSelectionSet selection, string at)
    {
        var written = new JsonObject();
        Write(written, type, selection, at);
        if (kind is SampleKind.Strange)
        {
            written["unknownToUs"] = new JsonObject { ["deep"] = new JsonArray(1, "two", null) };
        }

        return written;
    }

    private void Write(JsonObject written, string type, GraphQLSelectionSet selection, string at)
    {
        foreach (var node in selection.Selections)
        {
            switch (node)
            {
                case GraphQLField field:
                    var name = (field.Alias?.Name ?? field.Name).StringValue;
                    written[name] = Value(index.Field(type, field.Name.StringValue)["type"]!, field.SelectionSet, $"{at}.{name}");
                    break;
                case GraphQLInlineFragment part:
                    Write(written, part.TypeCondition?.Type.Name.StringValue ?? type, part.SelectionSet, at);
                    break;
                case GraphQLFragmentSpread spread:
                    Write(written, type, fragments[spread.FragmentName.Name.StringValue].SelectionSet, at);
                    break;
            }
        }
    }

    /// <summary>The type that a selection on an interface asks for.</summary>
    private static string? First(GraphQLSelectionSet selection) => selection.Selections.OfType<GraphQLInlineFragment>().Select(part => part.TypeCondition?.Type.Name.StringValue).FirstOrDefault();
}
