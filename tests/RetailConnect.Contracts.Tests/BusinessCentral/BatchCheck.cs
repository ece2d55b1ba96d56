using System.Text.Json.Nodes;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.BusinessCentral;

/// <summary>Judges a JSON batch: its own form, and each operation in it.</summary>
/// <remarks>The contract describes the multipart form only; the members of the JSON form are those of OData 4.01, section 19.</remarks>
internal sealed class BatchCheck(Func<SandboxRequest, IEnumerable<Violation>> operation)
{
    private const int MostOperations = 100;
    private static readonly HashSet<string> Members = ["id", "method", "url", "headers", "body", "atomicityGroup", "dependsOn", "if"];

    public IEnumerable<Violation> Check(SandboxRequest request)
    {
        if (request.Method != "POST")
        {
            return [new("business-central", $"{request.Method} /$batch", "unknown-method", "A batch is posted.")];
        }

        if (JsonBody.Read(request, out var problem) is not JsonObject body || body["requests"] is not JsonArray requests)
        {
            return [Wrong(problem ?? "The batch has no list of requests.")];
        }

        var ids = requests.Select(part => (part as JsonObject)?["id"]?.ToString()).ToArray();
        return
        [
            .. body.Where(member => member.Key != "requests").Select(member => Wrong($"{member.Key} is no member of a batch.")),
            .. requests.Count is 0 or > MostOperations ? [Wrong($"A batch takes 1 to {MostOperations} operations; it has {requests.Count}.")] : Array.Empty<Violation>(),
            .. ids.Distinct().Count() != ids.Length ? [Wrong("The ids are not unique.")] : Array.Empty<Violation>(),
            .. requests.SelectMany(CheckPart),
        ];
    }

    private IEnumerable<Violation> CheckPart(JsonNode? node)
    {
        if (node is not JsonObject part || Text(part, "id") is null || Text(part, "method") is not { } method || Text(part, "url") is not { } url)
        {
            return [Wrong("An operation needs id, method and url.")];
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in part["headers"] as JsonObject ?? [])
        {
            headers[name] = value?.ToString() ?? "";
        }

        var split = url.Split('?', 2);
        var body = part["body"] is { } sent ? System.Text.Encoding.UTF8.GetBytes(sent.ToJsonString()) : [];
        var inner = new SandboxRequest(method.ToUpperInvariant(), "/" + Uri.UnescapeDataString(split[0]).TrimStart('/'), split.Length > 1 ? "?" + split[1] : "", headers, body);
        return [.. part.Where(member => !Members.Contains(member.Key)).Select(member => Wrong($"{member.Key} is no member of an operation.")), .. operation(inner)];
    }

    private static string? Text(JsonObject part, string name) => part[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static Violation Wrong(string detail) => new("business-central", "POST /$batch", "batch-invalid", detail);
}
