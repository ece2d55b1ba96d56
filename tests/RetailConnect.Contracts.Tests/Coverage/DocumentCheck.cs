using System.Text.Json;
using System.Text.Json.Nodes;
using GraphQLParser;
using GraphQLParser.AST;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Contracts.Shopify;

namespace RetailConnect.Contracts.Coverage;

/// <summary>Judges a document with variables generated from the schema and with those that the connector writes, and reads generated answers.</summary>
internal sealed class DocumentCheck
{
    private static readonly Lazy<SchemaIndex> Index = new(() => new(ContractJudge.Require().Shopify.Published));
    private readonly ConnectorUnderTest connector = ConnectorUnderTest.Of("shopify");
    private readonly string name;
    private readonly string text;
    private readonly GraphQLDocument document;
    private readonly GraphQLOperationDefinition operation;
    private readonly List<string> broken = [];
    private readonly List<string> unreadable = [];
    private int requests;
    private int answers;

    public DocumentCheck(string name, string text)
    {
        this.name = name;
        this.text = text;
        document = Parser.Parse(text);
        operation = document.Definitions.OfType<GraphQLOperationDefinition>().Single();
    }

    public async Task<CheckedOperation> RunAsync()
    {
        CheckGenerated();
        await CheckWrittenAsync();
        CheckAnswers();
        var kind = operation.Operation is OperationType.Mutation ? "mutation" : "query";
        var roots = operation.SelectionSet.Selections.OfType<GraphQLField>().Select(field => $"{kind} {field.Name.StringValue}");
        return new(name, [.. roots]) { Requests = requests, Answers = answers, Broken = broken, Unreadable = unreadable };
    }

    /// <summary>The record of the connector whose properties are the document's variables.</summary>
    public static string? VariablesOf(IEnumerable<string> declared, ConnectorUnderTest connector) => ShopifyDocuments.Declared.Where(type => type.EndsWith("Variables", StringComparison.Ordinal))
        .SingleOrDefault(type => connector.Json.GetTypeInfo(ShopifyDocuments.Types[type]).Properties.Select(property => property.Name).Order().SequenceEqual(declared.Order()));

    public string? Variables => VariablesOf(Declared.Select(variable => variable.Variable.Name.StringValue), connector);

    private IReadOnlyList<GraphQLVariableDefinition> Declared => operation.Variables?.Items ?? [];

    private void CheckGenerated()
    {
        foreach (var (full, length) in new[] { (false, 1), (true, 0), (true, 1), (true, 3) })
        {
            var set = new VariableSet(Index.Value, full, length);
            var variables = new JsonObject(Declared.Where(variable => full || variable.Type is GraphQLNonNullType).Select(variable => KeyValuePair.Create(variable.Variable.Name.StringValue, set.Value(Reference(variable.Type)))));
            Judge(variables, $"generated, {(full ? $"full with lists of {length}" : "minimal")}");
        }
    }

    private async Task CheckWrittenAsync()
    {
        if (Variables is not { } type)
        {
            broken.Add($"{name}: no record of the connector has the document's variables.");
            return;
        }

        foreach (var full in new[] { false, true })
        {
            var info = connector.Json.GetTypeInfo(ShopifyDocuments.Types[type]);
            var draft = new Draft(full, new HashSet<string>()).Of(info, new VariablesShape(Index.Value, Declared));
            var variables = JsonSerializer.SerializeToNode(draft.Deserialize(info), info)!.AsObject();
            await SendAsync(variables);
            requests++;
            broken.AddRange(ContractJudge.Require().Check(connector.Wire.Last!).Select(violation => $"{name}, {type}, {(full ? "full" : "minimal")}: {violation}"));
        }
    }

    private async Task SendAsync(JsonObject variables)
    {
        var method = connector.Methods.Single(method => method.Name == "Send");
        var request = new JsonObject { ["query"] = text, ["variables"] = variables }.Deserialize(connector.Json.GetTypeInfo(method.GetParameters()[0].ParameterType));
        connector.Wire.Answer = null;
        using var answer = (IDisposable)await ResultOf((Task)method.Invoke(connector.Part(method.DeclaringType!), [request, 1d, true, TestContext.Current.CancellationToken])!);
    }

    private static async Task<object> ResultOf(Task task)
    {
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }

    private void CheckAnswers()
    {
        var full = new SelectionSample(Index.Value, document, SampleKind.Full);
        _ = full.Data();
        var samples = SampleWriter.Kinds.Select(kind => (What: kind.ToString(), Data: new SelectionSample(Index.Value, document, kind).Data()))
            .Concat(full.Nullable.Distinct().Select(at => (What: $"{at} = null", Data: new SelectionSample(Index.Value, document, SampleKind.Full, at).Data())));
        foreach (var (what, data) in samples)
        {
            answers++;
            try
            {
                Read(data);
            }
            catch (JsonException e)
            {
                unreadable.Add($"{name} can't read the answer with {what}: {e.Message}");
            }
        }
    }

    private void Read(JsonObject data)
    {
        var (type, node) = DocumentPlan.Of(name) ?? throw new JsonException("nothing says as what the answer is read.");
        _ = data.Deserialize(connector.Json.GetTypeInfo(ShopifyDocuments.Types[type]));
        if (node is null)
        {
            return;
        }

        if (type is DocumentPlan.InBulk)
        {
            foreach (var line in Innermost(data))
            {
                _ = line.Deserialize(connector.Json.GetTypeInfo(ShopifyDocuments.Types[node]));
            }

            return;
        }

        // The connector leaves out nodes that are gone before it reads one.
        foreach (var entity in ((data["nodes"] ?? data["page"]?["nodes"] ?? data["shopifyPaymentsAccount"]?["page"]!["nodes"]) as JsonArray ?? []).OfType<JsonObject>())
        {
            _ = entity.Deserialize(connector.Json.GetTypeInfo(ShopifyDocuments.Types[node]));
        }
    }

    /// <summary>The nodes of connections that have no connections of their own.</summary>
    private static IEnumerable<JsonObject> Innermost(JsonObject found)
    {
        var nodes = found.Select(field => field.Value).OfType<JsonObject>().SelectMany(field => (field["edges"] as JsonArray ?? []).Select(edge => edge!["node"]!.AsObject())).ToList();
        return nodes.SelectMany(node => node.Any(field => field.Value is JsonObject inner && inner.ContainsKey("edges")) ? Innermost(node) : [node]);
    }

    private void Judge(JsonObject variables, string what)
    {
        requests++;
        broken.AddRange(ContractJudge.Require().Shopify.CheckDocument(text, variables).Select(violation => $"{name}, {what}: {violation}"));
    }

    private static JsonNode Reference(GraphQLType type) => VariablesShape.Reference(Index.Value, type);
}
