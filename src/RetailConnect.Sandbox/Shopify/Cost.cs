using GraphQL;
using GraphQLParser.AST;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>Cost of a request: objects 1, scalars 0, connections 2 and their nodes, mutations 10.</summary>
internal sealed class Cost
{
    public const int Most = 1000;
    private const int Mutation = 10;
    private const string Key = "cost";
    private int actual;

    public int Actual => actual;

    public static Cost Of(IResolveFieldContext context) => (Cost)context.UserContext[Key]!;

    public Dictionary<string, object?> AsContext() => new() { [Key] = this };

    public void Add(int points) => actual += points;

    /// <summary>What the document may cost at most, computed before it runs.</summary>
    public static int Requested(GraphQLDocument document, GraphQLOperationDefinition operation, Func<string, int?> variable)
    {
        var fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToDictionary(fragment => fragment.FragmentName.Name.StringValue, fragment => fragment.SelectionSet);
        return (operation.Operation is OperationType.Mutation ? Mutation : 0) + Sum(operation.SelectionSet, fragments, variable);
    }

    private static int Sum(GraphQLSelectionSet set, Dictionary<string, GraphQLSelectionSet> fragments, Func<string, int?> variable) => set.Selections.Sum(selection => selection switch
    {
        GraphQLField field => Of(field, fragments, variable),
        GraphQLInlineFragment inline => Sum(inline.SelectionSet, fragments, variable),
        GraphQLFragmentSpread spread when fragments.TryGetValue(spread.FragmentName.Name.StringValue, out var found) => Sum(found, fragments, variable),
        _ => 0,
    });

    private static int Of(GraphQLField field, Dictionary<string, GraphQLSelectionSet> fragments, Func<string, int?> variable)
    {
        if (field.SelectionSet is null || field.Name.StringValue is "pageInfo" or "userErrors" or "edges" or "nodes")
        {
            return field.Name.StringValue is "edges" or "nodes" && field.SelectionSet is not null ? Sum(field.SelectionSet, fragments, variable) + (field.Name.StringValue == "nodes" ? 1 : 0) : 0;
        }

        var inner = Sum(field.SelectionSet, fragments, variable);
        var size = Size(field, variable);
        return IsConnection(field.SelectionSet) ? 2 + ((size ?? 1) * Math.Max(1, inner)) : (size ?? 1) * (1 + inner);
    }

    private static bool IsConnection(GraphQLSelectionSet set) => set.Selections.OfType<GraphQLField>().Any(field => field.Name.StringValue is "edges" or "nodes");

    private static int? Size(GraphQLField field, Func<string, int?> variable)
    {
        foreach (var argument in field.Arguments?.Items ?? [])
        {
            if (argument.Name.StringValue is "first" or "last" or "ids")
            {
                return argument.Value switch
                {
                    GraphQLIntValue number => int.Parse(number.Value.Span, System.Globalization.CultureInfo.InvariantCulture),
                    GraphQLVariable given => variable(given.Name.StringValue),
                    GraphQLListValue list => list.Values?.Count,
                    _ => null,
                };
            }
        }

        return null;
    }
}
