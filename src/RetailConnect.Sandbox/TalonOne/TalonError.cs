using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>A refusal in Talon.One's own words.</summary>
internal sealed class TalonError(int status, string message, string? detail = null) : Exception(message)
{
    public static TalonError Bad(string detail) => new(400, "Invalid request", detail);

    public static TalonError NotFound() => new(404, "Not found");

    public SandboxResponse ToResponse()
    {
        var body = new JsonObject { ["message"] = Message, ["StatusCode"] = status };
        if (detail is not null)
        {
            body["errors"] = new JsonArray(new JsonObject { ["title"] = Message, ["details"] = detail, ["source"] = new JsonObject { ["pointer"] = "/" } });
        }

        return SandboxResponse.Json(status, body);
    }
}
