using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>One operation of an OpenAPI document.</summary>
internal sealed partial class ContractOperation
{
    private readonly Regex form;

    public ContractOperation(string method, string template, JsonObject json, IReadOnlyList<JsonObject> parameters)
    {
        Method = method;
        Template = template;
        Json = json;
        Parameters = parameters;
        Places = Placeholder().Count(template);
        form = new Regex("^" + Placeholder().Replace(Regex.Escape(template).Replace(@"\{", "{").Replace("}", "}"), "(?<$1>[^/()]+)") + @"\z", RegexOptions.CultureInvariant);
    }

    public string Method { get; }

    public string Template { get; }

    public JsonObject Json { get; }

    /// <summary>Parameters of the path and of the operation, references followed.</summary>
    public IReadOnlyList<JsonObject> Parameters { get; }

    /// <summary>Number of placeholders; a literal path wins over one with placeholders.</summary>
    public int Places { get; }

    public string Name => $"{Method} {Template}";

    public JsonObject? Body => Json["requestBody"] as JsonObject;

    public JsonObject? JsonBodySchema => Body?["content"]?["application/json"]?["schema"] as JsonObject;

    /// <summary>The form that the operation takes; null where it takes none.</summary>
    public ContractForm? Form => Body?["content"]?["multipart/form-data"] is JsonObject form ? new(form, (string?)Json["description"] ?? "") : null;

    /// <summary>Schema of the JSON that a request carries: as its body, or as a part of a form.</summary>
    public JsonObject? WrittenSchema => JsonBodySchema ?? Form?.JsonSchema;

    /// <summary>Schemas of the answers that the contract describes, by status.</summary>
    public IReadOnlyDictionary<string, JsonObject> Answers => (Json["responses"] as JsonObject ?? [])
        .Select(answer => (answer.Key, Schema: answer.Value?["content"]?["application/json"]?["schema"] as JsonObject))
        .Where(answer => answer.Schema is not null).ToDictionary(answer => answer.Key, answer => answer.Schema!);

    /// <summary>Schema of the answer when all went well; null where the contract describes none.</summary>
    public JsonObject? AnswerSchema => Answers.Where(answer => answer.Key.StartsWith('2')).Select(answer => answer.Value).FirstOrDefault();

    /// <summary>Returns the values of the placeholders, or null where the path is another one.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path) =>
        form.Match(path) is { Success: true } match ? form.GetGroupNames().Skip(1).ToDictionary(name => name, name => match.Groups[name].Value) : null;

    [GeneratedRegex(@"\{(\w+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
