using RetailConnect.Sandbox;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>Talon.One's contract, with the idempotency key that a return needs.</summary>
/// <remarks>The document is silent about unknown properties; here they are refused, because a misspelt optional one would pass unseen.</remarks>
internal sealed class TalonOneContract(string folder) : IRestContract
{
    private const int LongestKey = 255;
    private readonly OpenApiContract contract = OpenApiContract.Load("talon-one", Path.Combine(folder, "talonone", "openapi-25.17.0.json"), closeObjects: true);

    public OpenApiContract Contract => contract;

    public string Vendor => "talon-one";

    public ContractOperation? Find(SandboxRequest request) => contract.Find(request.Method, request.Path);

    public IReadOnlyList<Violation> Check(SandboxRequest request)
    {
        if (contract.Find(request.Method, request.Path) is not { } operation)
        {
            return [contract.Unknown(request.Method, request.Path)];
        }

        var keyed = operation is { Method: "POST", Template: "/v2/customer_sessions/{customerSessionId}/returns" };
        return
        [
            .. contract.CheckPath(operation, request.Path),
            .. contract.CheckQuery(operation, QueryString.Split(request.Query), _ => false),
            .. contract.CheckHeaders(operation, request, keyed ? ["Authorization", "Idempotency-Key"] : ["Authorization"]),
            .. request.Header("Idempotency-Key") is { Length: > LongestKey }
                ? [new Violation(Vendor, operation.Name, "header-too-long", $"Idempotency-Key has more than {LongestKey} characters.")]
                : Array.Empty<Violation>(),
            .. contract.CheckBody(operation, request),
        ];
    }
}
