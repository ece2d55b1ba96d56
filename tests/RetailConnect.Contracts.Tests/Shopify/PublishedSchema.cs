using System.IO.Compression;
using System.Text.Json.Nodes;

namespace RetailConnect.Contracts.Shopify;

/// <summary>The introspection result that Shopify publishes, with the run-time rules that only its descriptions tell.</summary>
internal sealed class PublishedSchema
{
    private PublishedSchema(JsonObject json)
    {
        Json = json;
        Scalars = [.. Types("SCALAR").Select(Name)];
        OneOfInputs = [.. Types("INPUT_OBJECT").Where(type => (bool?)type["isOneOf"] == true).Select(Name)];
        Idempotent = [.. Types("OBJECT").Single(type => Name(type) == "Mutation")["fields"]!.AsArray().Where(field => Says(field!, "`@idempotent`")).Select(field => Name(field!))];
        MustBePresent = Types("INPUT_OBJECT")
            .SelectMany(type => type["inputFields"]!.AsArray().Where(field => Says(field!, "This field is mandatory")).Select(field => (Type: Name(type), Field: Name(field!))))
            .ToLookup(pair => pair.Type, pair => pair.Field);
    }

    public JsonObject Json { get; }

    public IReadOnlyList<string> Scalars { get; }

    public HashSet<string> OneOfInputs { get; }

    /// <summary>Mutations that are refused at run time without <c>@idempotent</c>.</summary>
    public HashSet<string> Idempotent { get; }

    /// <summary>Fields that must be sent even when their value is null, by input type.</summary>
    public ILookup<string, string> MustBePresent { get; }

    public static PublishedSchema Read(string folder)
    {
        using var packed = File.OpenRead(Path.Combine(folder, "shopify", "admin_2026-10.json.gz"));
        using var text = new GZipStream(packed, CompressionMode.Decompress);
        return new(JsonNode.Parse(text)!["data"]!["__schema"]!.AsObject());
    }

    private IEnumerable<JsonNode> Types(string kind) => Json["types"]!.AsArray().Where(type => (string)type!["kind"]! == kind)!;

    private static string Name(JsonNode node) => (string)node["name"]!;

    private static bool Says(JsonNode node, string words) => ((string?)node["description"])?.Contains(words, StringComparison.Ordinal) == true;
}
