using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.TalonOne;

/// <summary>Reads request bodies; what can't be read without loss is refused.</summary>
internal static class TalonBody
{
    public static JsonObject Read(SandboxRequest request, Shape shape)
    {
        var body = Parse(request);
        return shape.Check(body) is { } wrong ? throw TalonError.Bad($"{wrong.Path}: {wrong.Text}") : body!.AsObject();
    }

    /// <summary>A whole number, as the vendor's int64 takes it: neither 1.0 nor 1e2.</summary>
    public static long Whole(JsonNode? node, string where) =>
        node is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw TalonError.Bad($"{where} must be a whole number.");

    public static void CheckWholes(JsonNode? list, string where)
    {
        foreach (var item in list as JsonArray ?? [])
        {
            Whole(item, where);
        }
    }

    /// <summary>An object whose names somebody has to create first.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Named(JsonObject owner, string name, string where, IReadOnlyCollection<string> known)
    {
        if (owner[name] is not { } node)
        {
            return [];
        }

        var fields = node as JsonObject ?? throw TalonError.Bad($"{where}{name} must be an object.");
        return fields.FirstOrDefault(field => !known.Contains(field.Key)).Key is { } unknown ? throw TalonError.Bad($"{where}{name}: {unknown} does not exist.") : fields;
    }

    private static JsonNode? Parse(SandboxRequest request)
    {
        try
        {
            return StrictJson.Parse(request.Body.Span);
        }
        catch (JsonException)
        {
            throw new TalonError(400, "The request body is not valid JSON");
        }
    }
}
