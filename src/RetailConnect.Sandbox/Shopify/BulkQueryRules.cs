using System.Text.Json.Nodes;
using GraphQLParser.AST;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>What a bulk query may look like, and how its answer becomes lines.</summary>
internal static class BulkQueryRules
{
    private const int MostConnections = 5;
    private const int Deepest = 2;
    private const string Edges = "edges";

    /// <summary>Returns why a query can't be run in bulk; null when it can.</summary>
    public static string? ProblemOf(GraphQLDocument? document) =>
        document?.Definitions.ToList() is not [GraphQLOperationDefinition { Operation: OperationType.Query, Variables: null or { Count: 0 }, SelectionSet.Selections: [GraphQLField { SelectionSet: { } inside } root] }]
            ? "The query can't be parsed, or is not exactly one query of one field without variables and fragments."
        : !IsConnection(root) ? "Bulk queries must contain at least one connection, at their root."
        : Connections(root) > MostConnections ? $"Bulk queries cannot contain more than {MostConnections} connections."
        : Depth(root) > Deepest ? $"Bulk queries cannot contain connections with a nesting depth greater than {Deepest}."
        : ProblemOf(inside, root);

    /// <summary>Flattens an answer: an entity is a line without its connections, whose entities are lines of their own behind it that name it.</summary>
    public static IEnumerable<JsonObject> Lines(JsonObject data, string? parent)
    {
        foreach (var edge in data.Select(field => field.Value).OfType<JsonObject>().Select(field => field[Edges]).OfType<JsonArray>().SelectMany(edges => edges))
        {
            var node = edge!["node"]!.AsObject();
            var line = new JsonObject(node.Where(field => field.Value is not JsonObject { Count: > 0 } inner || !inner.ContainsKey(Edges)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
            if (parent is not null)
            {
                line["__parentId"] = parent;
            }

            yield return line;
            foreach (var child in Lines(node, (string?)node["id"]))
            {
                yield return child;
            }
        }
    }

    /// <summary>A connection has edges with a node and nothing else, no page, and an id for what it holds where that has connections of its own.</summary>
    private static string? ProblemOf(GraphQLSelectionSet inside, GraphQLField field) =>
        field.Arguments?.Any(argument => argument.Name.StringValue is "first" or "last" or "after" or "before") is true ? "The simulator takes no pages in a bulk query."
        : inside.Selections is not [GraphQLField { SelectionSet.Selections: [GraphQLField { Name.StringValue: "node", SelectionSet: { } node }] }] ? "The simulator wants edges with a node, and nothing beside them."
        : node.Selections.Any(part => part is not GraphQLField) ? "The simulator takes no fragments in a bulk query."
        : Fields(node).Any(IsConnection) && !Fields(node).Any(part => part.Name.StringValue is "id") ? "The parent field for a nested connection must select the 'id' field."
        : Fields(node).Where(IsConnection).Select(part => ProblemOf(part.SelectionSet!, part)).FirstOrDefault(problem => problem is not null);

    private static int Connections(GraphQLField field) => (IsConnection(field) ? 1 : 0) + Fields(field.SelectionSet).Sum(Connections);

    private static int Depth(GraphQLField field) => (IsConnection(field) ? 1 : 0) + Fields(field.SelectionSet).Select(Depth).DefaultIfEmpty().Max();

    private static bool IsConnection(GraphQLField field) => Fields(field.SelectionSet).Any(inner => inner.Name.StringValue is Edges or "nodes");

    private static IEnumerable<GraphQLField> Fields(GraphQLSelectionSet? set) => set?.Selections.OfType<GraphQLField>() ?? [];
}
