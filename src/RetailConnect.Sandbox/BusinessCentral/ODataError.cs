using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>A refusal in Business Central's own words.</summary>
internal sealed class ODataError(int status, string code, string message) : Exception(message)
{
    public static ODataError Bad(string message) => new(400, "BadRequest", message);

    public static ODataError NotFound(string message) => new(404, "BadRequest_ResourceNotFound", message);

    public SandboxResponse ToResponse() => SandboxResponse.Json(status, new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = $"{Message}  CorrelationId:  00000000-0000-4000-8000-{(uint)Message.Length:D12}." },
    });
}
