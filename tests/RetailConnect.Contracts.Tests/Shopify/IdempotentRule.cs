using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Asks for <c>@idempotent</c>, with a key that is not blank, where Shopify asks for it at run time.</summary>
internal sealed class IdempotentRule(IReadOnlySet<string> mutations) : ValidationRuleBase
{
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(new MatchingNodeVisitor<GraphQLField>((field, context) =>
    {
        if (context.TypeInfo.GetParentType() != context.Schema.Mutation)
        {
            return;
        }

        var directive = field.Directives?.FirstOrDefault(directive => directive.Name.Value == "idempotent");
        if (mutations.Contains(field.Name.StringValue))
        {
            if (directive is null)
            {
                Report(context, field, "idempotent-missing", $"{field.Name.StringValue} is refused without @idempotent(key:).");
            }
            else if (IsBlank(context, directive))
            {
                Report(context, field, "idempotent-key-blank", $"The key of @idempotent on {field.Name.StringValue} is blank.");
            }
        }
        else if (directive is not null)
        {
            Report(context, field, "idempotent-unsupported", $"{field.Name.StringValue} does not support @idempotent: the key would protect nothing.");
        }
    }));

    private static bool IsBlank(ValidationContext context, GraphQLDirective directive) =>
        directive.Arguments?.FirstOrDefault(argument => argument.Name.Value == "key")?.Value switch
        {
            GraphQLStringValue text => string.IsNullOrWhiteSpace((string)text.Value),
            GraphQLVariable variable => !context.Variables.TryGetValue(variable.Name.StringValue, out var key) || string.IsNullOrWhiteSpace(key as string),
            _ => true,
        };

    private static void Report(ValidationContext context, ASTNode node, string rule, string message) =>
        context.ReportError(new ValidationError(context.Document.Source, rule, message, node) { Code = rule });
}
