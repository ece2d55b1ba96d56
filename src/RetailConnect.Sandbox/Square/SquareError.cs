using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>A refusal in Square's own words.</summary>
internal sealed class SquareError(int status, string category, string code, string detail, string? field = null) : Exception(detail)
{
    public static SquareError Bad(string code, string detail, string? field = null) => new(400, "INVALID_REQUEST_ERROR", code, detail, field);

    public static SquareError NotFound(string what) => new(404, "INVALID_REQUEST_ERROR", "NOT_FOUND", $"{what} not found.");

    public SandboxResponse ToResponse() => SandboxResponse.Json(status, ToBody());

    /// <summary>The refusal as a part of an answer.</summary>
    public JsonObject ToBody()
    {
        var error = new JsonObject { ["category"] = category, ["code"] = code, ["detail"] = Message };
        if (field is not null)
        {
            error["field"] = field;
        }

        return new JsonObject { ["errors"] = new JsonArray(error) };
    }
}
