using System.Text.Json.Nodes;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.Shopify;

/// <summary>Shopify's Admin schema 2026-10 as a judge of documents and variables.</summary>
internal sealed class ShopifyContract : IVendorContract
{
    public const string Path = "/admin/api/2026-10/graphql.json";
    private static readonly GraphQLSerializer Serializer = new();
    private readonly ISchema schema;
    private readonly IValidationRule[] rules;

    private ShopifyContract(PublishedSchema published, ISchema schema)
    {
        Published = published;
        this.schema = schema;
        rules = [.. DocumentValidator.CoreRules, new IdempotentRule(published.Idempotent), new PresenceRule(published)];
    }

    public PublishedSchema Published { get; }

    public string Vendor => "shopify";

    public static ShopifyContract Load(string folder)
    {
        var published = PublishedSchema.Read(folder);
        var builder = new SchemaBuilder();
        builder.Types.ForAll(type =>
        {
            type.IsTypeOfFunc = _ => true;
            type.ResolveType = _ => null!;
        });
        var schema = builder.Build(IntrospectionSdl.Write(published.Json));
        foreach (var scalar in published.Scalars.Except(["String", "Int", "Float", "Boolean", "ID"]))
        {
            schema.RegisterType(new WireScalar(scalar));
        }

        schema.Initialize();
        return new(published, schema);
    }

    /// <summary>Judges a request to the Admin API.</summary>
    public IReadOnlyList<Violation> Check(SandboxRequest request)
    {
        var where = $"{request.Method} {request.Path}";
        if (request.Path != Path || request.Method != "POST")
        {
            return [new("shopify", where, "unknown-operation", $"The contract has POST {Path} only.")];
        }

        var found = new List<Violation>();
        if (string.IsNullOrEmpty(request.Header("X-Shopify-Access-Token")))
        {
            found.Add(new("shopify", where, "header-missing", "X-Shopify-Access-Token is required."));
        }

        if (JsonBody.Read(request, out var problem) is not JsonObject body)
        {
            found.Add(new("shopify", where, "body-invalid", problem ?? "The body is not a JSON object."));
            return found;
        }

        found.AddRange(CheckBody(body, where));
        return found;
    }

    private IEnumerable<Violation> CheckBody(JsonObject body, string where)
    {
        foreach (var member in body.Where(member => member.Key is not ("query" or "variables" or "operationName" or "extensions")))
        {
            yield return new("shopify", where, "body-invalid", $"{member.Key} is no member of a GraphQL request.");
        }

        if (body["query"] is not JsonValue text || !text.TryGetValue<string>(out var query) || string.IsNullOrWhiteSpace(query))
        {
            yield return new("shopify", where, "body-invalid", "The request has no query.");
            yield break;
        }

        if (body["variables"] is not (null or JsonObject))
        {
            yield return new("shopify", where, "body-invalid", "The variables are not an object.");
            yield break;
        }

        foreach (var violation in CheckDocument(query, body["variables"] as JsonObject, (string?)body["operationName"]))
        {
            yield return violation;
        }
    }

    /// <summary>Judges a document with its variables.</summary>
    public IReadOnlyList<Violation> CheckDocument(string query, JsonObject? variables, string? operationName = null)
    {
        GraphQLDocument document;
        try
        {
            document = Parser.Parse(query);
        }
        catch (GraphQLSyntaxErrorException e)
        {
            return [new("shopify", "document", "syntax", e.Message)];
        }

        var operations = document.Definitions.OfType<GraphQLOperationDefinition>().Where(o => operationName is null || o.Name?.StringValue == operationName).ToArray();
        if (operations.Length != 1)
        {
            return [new("shopify", operationName ?? "document", "operation-unknown", $"The document has {operations.Length} operations that could be meant.")];
        }

        var name = operations[0].Name?.StringValue ?? Root(operations[0]);
        var inputs = variables is null ? Inputs.Empty : Serializer.Deserialize<Inputs>(variables.ToJsonString())!;
        var errors = Validate(document, operations[0], inputs, rules);
        if (errors.Count > 0 && !errors.Any(error => RuleOf(error) is "known-type-names" or "variables-are-input-types"))
        {
            // The validator looks at variables only when the document is valid; both are worth knowing.
            errors = [.. errors, .. Validate(document, operations[0], inputs, [rules[^1]])];
        }

        return [.. errors.Select(error => new Violation("shopify", name, RuleOf(error), error.Message)).Distinct(), .. UndeclaredVariables(operations[0], variables, name)];
    }

    private List<ExecutionError> Validate(GraphQLDocument document, GraphQLOperationDefinition operation, Inputs variables, IEnumerable<IValidationRule> with)
    {
        var options = new ValidationOptions { Schema = schema, Document = document, Operation = operation, Variables = variables, Rules = with };
        // The validator works on memory alone; it completes before it returns.
        return [.. new DocumentValidator().ValidateAsync(options).GetAwaiter().GetResult().Errors];
    }

    private static IEnumerable<Violation> UndeclaredVariables(GraphQLOperationDefinition operation, JsonObject? variables, string name) =>
        (variables ?? []).Select(variable => variable.Key)
            .Except(operation.Variables?.Select(variable => variable.Variable.Name.StringValue) ?? [])
            .Select(variable => new Violation("shopify", name, "variable-undeclared", $"${variable} is sent but the operation does not declare it."));

    private static string Root(GraphQLOperationDefinition operation) => operation.SelectionSet.Selections.OfType<GraphQLField>().FirstOrDefault()?.Name.StringValue ?? "document";

    private static string RuleOf(ExecutionError error) => (error.Code ?? "invalid").ToLowerInvariant().Replace('_', '-');
}
