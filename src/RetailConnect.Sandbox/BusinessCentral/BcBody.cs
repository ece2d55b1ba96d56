using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Reads request bodies.</summary>
internal static class BcBody
{
    public static JsonObject Read(SandboxRequest request, Shape shape)
    {
        if (!Utf8.IsValid(request.Body.Span))
        {
            throw ODataError.Bad("The request body is not valid UTF-8.");
        }

        try
        {
            var body = StrictJson.Parse(request.Body.Span);
            return shape.Check(body) is { } wrong ? throw ODataError.Bad($"The property '{wrong.Path}' can't be written: {wrong.Text}") : body!.AsObject();
        }
        catch (JsonException)
        {
            throw ODataError.Bad("The request body is not valid JSON.");
        }
    }
}
