using System.Text.Json.Nodes;
using NJsonSchema;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>An OpenAPI 3.0 document as a judge of requests.</summary>
internal sealed class OpenApiContract
{
    private static readonly HashSet<string> Methods = ["get", "put", "post", "delete", "patch", "head", "options"];
    private readonly string vendor;
    private readonly List<ContractOperation> operations = [];
    private readonly JsonSchema schemas;
    private readonly Lazy<OpenApiAnswers> answers;

    private OpenApiContract(string vendor, JsonObject document, bool closeObjects)
    {
        this.vendor = vendor;
        Document = document;
        answers = new(() => new(vendor, this, closeObjects));
        foreach (var (template, item) in document["paths"]!.AsObject())
        {
            operations.AddRange(item!.AsObject().Where(operation => Methods.Contains(operation.Key)).Select(operation => Operation(template, item.AsObject(), operation.Key, operation.Value!.AsObject())));
        }

        schemas = JsonSchema.FromJsonAsync(Definitions(new JsonSchemaWriter(closeObjects)).ToJsonString()).GetAwaiter().GetResult();
    }

    public JsonObject Document { get; }

    public IReadOnlyCollection<ContractOperation> Operations => operations;

    /// <summary>The judge of answers.</summary>
    public OpenApiAnswers Answers => answers.Value;

    /// <summary>Reads a document.</summary>
    /// <param name="vendor">Vendor that the violations name.</param>
    /// <param name="file">The document.</param>
    /// <param name="closeObjects">True to refuse properties that the document does not describe, also where it is silent about them.</param>
    public static OpenApiContract Load(string vendor, string file, bool closeObjects)
    {
        using var text = File.OpenRead(file);
        return new(vendor, JsonNode.Parse(text)!.AsObject(), closeObjects);
    }

    /// <summary>Finds the operation of a method and path.</summary>
    public ContractOperation? Find(string method, string path) =>
        operations.Where(operation => operation.Method == method && operation.Match(path) is not null).MinBy(operation => operation.Places);

    /// <summary>Tells why no operation was found.</summary>
    public Violation Unknown(string method, string path)
    {
        var others = operations.Where(operation => operation.Match(path) is not null).Select(operation => operation.Method).Distinct().ToArray();
        return others.Length > 0
            ? new(vendor, $"{method} {path}", "unknown-method", $"The contract has {string.Join(", ", others)} here.")
            : new(vendor, $"{method} {path}", "unknown-path", "The contract has no such path.");
    }

    /// <summary>Judges the keys in the path.</summary>
    public IEnumerable<Violation> CheckPath(ContractOperation operation, string path)
    {
        foreach (var (name, value) in operation.Match(path)!)
        {
            if (operation.Parameters.FirstOrDefault(p => (string?)p["in"] == "path" && (string?)p["name"] == name) is { } parameter)
            {
                foreach (var violation in CheckValue(operation, parameter, value, "path-parameter"))
                {
                    yield return violation;
                }
            }
        }
    }

    /// <summary>Judges query parameters; those that <paramref name="handled"/> accepts are judged elsewhere.</summary>
    public IEnumerable<Violation> CheckQuery(ContractOperation operation, IReadOnlyList<KeyValuePair<string, string>> query, Func<string, bool> handled)
    {
        var known = operation.Parameters.Where(parameter => (string?)parameter["in"] == "query").ToArray();
        foreach (var (name, value) in query.Where(pair => !handled(pair.Key)))
        {
            var parameter = known.FirstOrDefault(parameter => (string?)parameter["name"] == name);
            var found = parameter is null ? [new(vendor, operation.Name, "unknown-query", $"The contract has no query parameter {name}.")] : CheckValue(operation, parameter, value, "query-parameter");
            foreach (var violation in found)
            {
                yield return violation;
            }
        }

        foreach (var missing in known.Where(parameter => (bool?)parameter["required"] == true && !query.Any(pair => pair.Key == (string?)parameter["name"])))
        {
            yield return new(vendor, operation.Name, "query-missing", $"{missing["name"]} is required.");
        }
    }

    /// <summary>Judges that the headers which the contract requires are there.</summary>
    public IEnumerable<Violation> CheckHeaders(ContractOperation operation, SandboxRequest request, IEnumerable<string> alsoRequired) =>
        operation.Parameters.Where(parameter => (string?)parameter["in"] == "header" && (bool?)parameter["required"] == true).Select(parameter => (string)parameter["name"]!)
            .Union(alsoRequired, StringComparer.OrdinalIgnoreCase)
            .Where(name => string.IsNullOrWhiteSpace(request.Header(name)))
            .Select(name => new Violation(vendor, operation.Name, "header-missing", $"{name} is required."));

    /// <summary>Judges the body.</summary>
    public IEnumerable<Violation> CheckBody(ContractOperation operation, SandboxRequest request)
    {
        if (operation.Body is null)
        {
            return request.Body.IsEmpty || request.Body.Span.SequenceEqual("{}"u8) ? [] : [new(vendor, operation.Name, "body-unexpected", "The operation takes no body.")];
        }

        if (request.Body.IsEmpty)
        {
            return (bool?)operation.Body["required"] == true ? [new(vendor, operation.Name, "body-missing", "The operation needs a body.")] : [];
        }

        if (operation.Form is { } form)
        {
            return new FormCheck(form, value => SchemaErrors.Read(schemas.Definitions[BodyName(operation)].Validate(value?.ToJsonString() ?? "null"))).Check(request).Select(error => new Violation(vendor, operation.Name, error.Rule, error.Detail));
        }

        if (operation.JsonBodySchema is null)
        {
            return [new(vendor, operation.Name, "body-not-judged", "The contract describes no JSON body here.")];
        }

        var body = JsonBody.Read(request, out var problem);
        return problem is not null ? [new(vendor, operation.Name, "body-invalid", problem)] : Validate(operation, BodyName(operation), body);
    }

    /// <summary>Judges a JSON value as the body of an operation.</summary>
    public IEnumerable<Violation> CheckBody(ContractOperation operation, JsonNode? body) =>
        operation.JsonBodySchema is null ? [new(vendor, operation.Name, "body-unexpected", "The operation takes no JSON body.")] : Validate(operation, BodyName(operation), body);

    private IEnumerable<Violation> CheckValue(ContractOperation operation, JsonObject parameter, string value, string rule)
    {
        var name = (string)parameter["name"]!;
        var type = (string?)Resolved(parameter["schema"]!.AsObject())["type"];
        JsonNode? json = type switch
        {
            "integer" or "number" => decimal.TryParse(value, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : value,
            "boolean" => value is "true" or "false" ? value == "true" : value,
            "array" => new JsonArray([.. value.Split(',').Select(part => (JsonNode)part)]),
            _ => value,
        };
        return Validate(operation, ParameterName(operation, name), json).Select(found => found with { Rule = rule, Detail = $"{name}: {found.Detail}" });
    }

    private IEnumerable<Violation> Validate(ContractOperation operation, string definition, JsonNode? value) =>
        SchemaErrors.Read(schemas.Definitions[definition].Validate(value?.ToJsonString() ?? "null")).Select(error => new Violation(vendor, operation.Name, error.Rule, error.Detail));

    private JsonObject Definitions(JsonSchemaWriter writer)
    {
        var definitions = new JsonObject(Document["components"]!["schemas"]!.AsObject().Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)writer.Write(schema.Value!.AsObject()))));
        foreach (var operation in operations)
        {
            if (operation.WrittenSchema is { } body)
            {
                definitions[BodyName(operation)] = writer.Write(body);
            }

            foreach (var parameter in operation.Parameters.Where(parameter => parameter["schema"] is JsonObject))
            {
                definitions[ParameterName(operation, (string)parameter["name"]!)] = writer.Write(parameter["schema"]!.AsObject());
            }
        }

        return new JsonObject { ["definitions"] = definitions };
    }

    private ContractOperation Operation(string template, JsonObject item, string method, JsonObject json)
    {
        var parameters = (item["parameters"] as JsonArray ?? []).Concat(json["parameters"] as JsonArray ?? []).Select(parameter => Resolved(parameter!.AsObject()));
        return new(method.ToUpperInvariant(), template, json, [.. parameters]);
    }

    /// <summary>Follows a reference.</summary>
    public JsonObject Resolved(JsonObject node) =>
        (string?)node["$ref"] is { } reference ? reference.TrimStart('#', '/').Split('/').Aggregate((JsonNode)Document, (at, name) => at[name]!).AsObject() : node;

    private static string BodyName(ContractOperation operation) => $"body {operation.Name}";

    private static string ParameterName(ContractOperation operation, string name) => $"parameter {operation.Name} {name}";
}
