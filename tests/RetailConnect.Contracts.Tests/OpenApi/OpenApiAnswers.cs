using System.Text.Json.Nodes;
using NJsonSchema;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Judges answers: what a vendor says has another schema than what it hears, because read-only properties belong there.</summary>
internal sealed class OpenApiAnswers
{
    private readonly JsonSchema schemas;
    private readonly string vendor;

    public OpenApiAnswers(string vendor, OpenApiContract contract, bool closeObjects)
    {
        this.vendor = vendor;
        var writer = new JsonSchemaWriter(closeObjects, answers: true);
        var definitions = new JsonObject(contract.Document["components"]!["schemas"]!.AsObject().Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)writer.Write(schema.Value!.AsObject()))));
        foreach (var operation in contract.Operations)
        {
            foreach (var (status, schema) in operation.Answers)
            {
                definitions[Name(operation, status)] = writer.Write(schema);
            }
        }

        schemas = JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions }.ToJsonString()).GetAwaiter().GetResult();
    }

    /// <summary>Returns the ways in which an answer to an operation breaks the contract.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="status">Its status; null for the one that says that all went well.</param>
    public IEnumerable<Violation> Check(ContractOperation operation, JsonNode? answer, int? status = null)
    {
        var key = operation.Answers.Keys.FirstOrDefault(described => status is { } code ? described == code.ToString(System.Globalization.CultureInfo.InvariantCulture) : described.StartsWith('2'));
        if (key is null)
        {
            // What a vendor refuses is often described by a guide and not by the contract; a success has to be there.
            return status is >= 400 ? [] : [new(vendor, operation.Name, "status-unknown", $"The contract has no answer {status} with a body.")];
        }

        return SchemaErrors.Read(schemas.Definitions[Name(operation, key)].Validate(answer?.ToJsonString() ?? "null")).Select(error => new Violation(vendor, $"{operation.Name} {key}", error.Rule, error.Detail));
    }

    private static string Name(ContractOperation operation, string status) => $"answer {operation.Name} {status}";
}
