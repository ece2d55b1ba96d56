using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Square's contract, with the version header that every call to /v2 needs.</summary>
internal sealed class SquareContract(string folder) : IRestContract
{
    private const string Version = "2025-08-20";
    private readonly OpenApiContract contract = OpenApiContract.Load("square", Path.Combine(folder, "square", "api.strict.json"), closeObjects: true);

    public OpenApiContract Contract => contract;

    public string Vendor => "square";

    public ContractOperation? Find(SandboxRequest request) => contract.Find(request.Method, request.Path);

    public IReadOnlyList<Violation> Check(SandboxRequest request)
    {
        if (contract.Find(request.Method, request.Path) is not { } operation)
        {
            return [contract.Unknown(request.Method, request.Path)];
        }

        var versioned = request.Path.StartsWith("/v2/", StringComparison.Ordinal);
        return
        [
            .. contract.CheckPath(operation, request.Path),
            .. contract.CheckQuery(operation, QueryString.Split(request.Query), _ => false),
            .. contract.CheckHeaders(operation, request, versioned ? ["Authorization", "Square-Version"] : []),
            .. versioned && request.Header("Square-Version") is { Length: > 0 } version && version != Version
                ? [new Violation(Vendor, operation.Name, "version-other", $"Square-Version is {version}; the contract is of {Version}.")]
                : Array.Empty<Violation>(),
            .. contract.CheckBody(operation, request),
        ];
    }
}
