using System.Globalization;
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

    /// <summary>True within a bulk query, which reads connections whole.</summary>
    public bool IsBulk { get; init; }

    public static Cost Of(IResolveFieldContext context) => (Cost)context.UserContext[Key]!;

    public Dictionary<string, object?> AsContext() => new() { [Key] = this };

    public void Add(int points) => actual += points;

    /// <summary>What the document may cost at most, computed before it runs and before anybody validated it.</summary>
    public static int Requested(GraphQLDocument document, GraphQLOperationDefinition operation, Func<string, int?> variable)
    {
        var estimate = new Estimate(document, variable);
        return (int)Math.Min(int.MaxValue, (operation.Operation is OperationType.Mutation ? Mutation : 0) + estimate.Of(operation.SelectionSet));
    }

    /// <summary>Selections with every fragment written out; more than the validation can walk through are refused before it.</summary>
    public static double Selections(GraphQLDocument document, GraphQLOperationDefinition operation)
    {
        var fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.StringValue, fragment => fragment.SelectionSet);
        var known = new Dictionary<string, double>();
        double Count(GraphQLSelectionSet? set) => set is null ? 0 : set.Selections.Sum(selection => 1 + (selection switch
        {
            GraphQLField field => Count(field.SelectionSet),
            GraphQLInlineFragment inline => Count(inline.SelectionSet),
            GraphQLFragmentSpread spread => Spread(spread.FragmentName.Name.StringValue),
            _ => 0,
        }));
        double Spread(string name) => known.TryGetValue(name, out var count) ? count : known[name] = (known[name] = 0) + fragments[name].Sum(Count);
        return Count(operation.SelectionSet) + fragments.Sum(fragment => Spread(fragment.Key));
    }

    private sealed class Estimate(GraphQLDocument document, Func<string, int?> variable)
    {
        private readonly ILookup<string, GraphQLSelectionSet> fragments = document.Definitions.OfType<GraphQLFragmentDefinition>().ToLookup(fragment => fragment.FragmentName.Name.StringValue, fragment => fragment.SelectionSet);
        private readonly Dictionary<string, double> known = [];

        public double Of(GraphQLSelectionSet set) => set.Selections.Sum(selection => selection switch
        {
            GraphQLField field => Of(field),
            GraphQLInlineFragment inline => Of(inline.SelectionSet),
            GraphQLFragmentSpread spread => Of(spread.FragmentName.Name.StringValue),
            _ => 0,
        });

        /// <summary>A fragment that spreads itself counts once here; the validation refuses it.</summary>
        private double Of(string fragment)
        {
            if (!known.TryGetValue(fragment, out var cost))
            {
                known[fragment] = 0;
                known[fragment] = cost = fragments[fragment].Sum(Of);
            }

            return cost;
        }

        private double Of(GraphQLField field)
        {
            if (field.SelectionSet is null || field.Name.StringValue is "pageInfo" or "userErrors" or "edges" or "nodes")
            {
                return field.Name.StringValue is "edges" or "nodes" && field.SelectionSet is not null ? Of(field.SelectionSet) + (field.Name.StringValue == "nodes" ? 1 : 0) : 0;
            }

            var inner = Of(field.SelectionSet);
            var size = Math.Max(0, Size(field) ?? 1);
            return IsConnection(field.SelectionSet) ? 2 + (size * Math.Max(1, inner)) : size * (1 + inner);
        }

        private static bool IsConnection(GraphQLSelectionSet set) => set.Selections.OfType<GraphQLField>().Any(field => field.Name.StringValue is "edges" or "nodes");

        private int? Size(GraphQLField field)
        {
            foreach (var argument in field.Arguments?.Items ?? [])
            {
                if (argument.Name.StringValue is "first" or "last" or "ids")
                {
                    return argument.Value switch
                    {
                        GraphQLIntValue number => int.TryParse(number.Value.Span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? size : null,
                        GraphQLVariable given => variable(given.Name.StringValue),
                        GraphQLListValue list => list.Values?.Count,
                        _ => null,
                    };
                }
            }

            return null;
        }
    }
}
