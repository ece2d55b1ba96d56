using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Asks for fields that must be sent even when they are null, and for exactly one field of a one-of input.</summary>
internal sealed class PresenceRule(PublishedSchema published) : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(new MatchingNodeVisitor<GraphQLObjectValue>((value, context) =>
    {
        if (context.TypeInfo.GetInputType()?.GetNamedType() is IInputObjectGraphType type)
        {
            Check(context, value, type, "the document", [.. value.Fields?.Select(field => field.Name.StringValue) ?? []], value.Fields?.Count(field => field.Value is not GraphQLNullValue) ?? 0);
        }
    }));

    public override ValueTask<IVariableVisitor?> GetVariableVisitorAsync(ValidationContext context) => new(new Variables(this));

    private void Check(ValidationContext context, ASTNode node, IInputObjectGraphType type, string where, IReadOnlyCollection<string> present, int notNull)
    {
        foreach (var field in published.MustBePresent[type.Name].Where(field => !present.Contains(field)))
        {
            Report(context, node, "mandatory-field-missing", $"{type.Name} in {where} has no {field}; it must be sent, null included.");
        }

        if (published.OneOfInputs.Contains(type.Name) && (present.Count != 1 || notNull != 1))
        {
            Report(context, node, "one-of", $"{type.Name} in {where} takes exactly one field that is not null; it has {present.Count}.");
        }
    }

    private static void Report(ValidationContext context, ASTNode node, string rule, string message) =>
        context.ReportError(new ValidationError(context.Document.Source, rule, message, node) { Code = rule });

    private sealed class Variables(PresenceRule rule) : BaseVariableVisitor
    {
        public override ValueTask VisitObjectAsync(ValidationContext context, GraphQLVariableDefinition variable, VariableName variableName, IInputObjectGraphType type, object? variableValue, object? parsedValue)
        {
            if (variableValue is IDictionary<string, object?> sent)
            {
                rule.Check(context, variable, type, $"${variableName}", [.. sent.Keys], sent.Values.Count(value => value is not null));
            }

            return default;
        }
    }
}
