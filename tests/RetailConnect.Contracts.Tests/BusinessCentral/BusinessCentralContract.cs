using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailConnect.Contracts.OpenApi;
using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.BusinessCentral;

/// <summary>Business Central's API v2.0: entities, OData options, ETags and batches.</summary>
internal sealed partial class BusinessCentralContract : IRestContract
{
    private readonly OpenApiContract contract;
    private readonly QueryOptions options;
    private readonly BatchCheck batches;

    public BusinessCentralContract(string folder)
    {
        contract = OpenApiContract.Load("business-central", Path.Combine(folder, "business-central", "apiv2-derived.strict.openapi3.json"), closeObjects: false);
        options = new(new(contract.Document));
        batches = new(CheckOperation);
    }

    public OpenApiContract Contract => contract;

    public string Vendor => "business-central";

    public ContractOperation? Find(SandboxRequest request) => Prefix().Match(request.Path) is { Success: true } match ? contract.Find(request.Method, match.Groups["rest"].Value) : null;

    public IReadOnlyList<Violation> Check(SandboxRequest request)
    {
        if (Prefix().Match(request.Path) is not { Success: true } match)
        {
            return [contract.Unknown(request.Method, request.Path)];
        }

        var authorized = string.IsNullOrWhiteSpace(request.Header("Authorization"))
            ? [new Violation(Vendor, $"{request.Method} {match.Groups["rest"].Value}", "header-missing", "Authorization is required.")]
            : Array.Empty<Violation>();
        var path = match.Groups["rest"].Value;
        return [.. authorized, .. path == "/$batch" ? batches.Check(request) : CheckOperation(request with { Path = path })];
    }

    /// <summary>Judges one operation, sent by itself or within a batch; the path starts after the service root.</summary>
    private IEnumerable<Violation> CheckOperation(SandboxRequest request)
    {
        if (contract.Find(request.Method, request.Path) is not { } operation)
        {
            return [contract.Unknown(request.Method, request.Path)];
        }

        var query = QueryString.Split(request.Query);
        string[] needed = request.Method is "PATCH" or "DELETE" ? ["If-Match"] : [];
        return
        [
            .. contract.CheckPath(operation, request.Path),
            .. contract.CheckQuery(operation, query, QueryOptions.Handles),
            .. CheckOptions(operation, query),
            .. contract.CheckHeaders(operation, request, needed),
            .. contract.CheckBody(operation, request),
        ];
    }

    private IEnumerable<Violation> CheckOptions(ContractOperation operation, IEnumerable<KeyValuePair<string, string>> query)
    {
        var entity = EntitySchemas.ReadBy(operation);
        var many = operation.Parameters.Any(parameter => (string?)parameter["name"] == "$top");
        foreach (var (option, value) in query.Where(pair => QueryOptions.Handles(pair.Key)))
        {
            var known = option == "$skiptoken" ? many : operation.Parameters.Any(parameter => (string?)parameter["name"] == option);
            var problems = !known || entity is null ? [$"{option} is not taken here."] : options.Check(entity, option, value);
            foreach (var problem in problems)
            {
                yield return new(Vendor, operation.Name, "odata-option", $"{option}: {problem}");
            }
        }
    }

    [GeneratedRegex(@"^/v2\.0/[^/]+/[^/]+/api/v2\.0(?<rest>/.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
