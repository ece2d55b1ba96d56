using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailConnect.Contracts.OpenApi;

/// <summary>A form of several parts, as an OpenAPI document describes it.</summary>
/// <param name="form">The media type object.</param>
/// <param name="description">Text of the operation: which formats a file may have is often said only there.</param>
internal sealed partial class ContractForm(JsonObject form, string description)
{
    public const string JsonType = "application/json";
    private readonly JsonObject parts = form["schema"]!["properties"]!.AsObject();

    /// <summary>Names of the parts, in their order.</summary>
    public IReadOnlyList<string> Names => [.. parts.Select(part => part.Key)];

    /// <summary>Name of the part that is JSON.</summary>
    public string? JsonPart => Names.FirstOrDefault(name => Encoded(name)?.StartsWith(JsonType, StringComparison.Ordinal) is true);

    public JsonObject? JsonSchema => JsonPart is { } name ? parts[name]!.AsObject() : null;

    public bool IsFile(string name) => (string?)parts[name]!["format"] is "binary";

    /// <summary>Media types that a part may have: what its encoding says and, for a file, the formats that the operation's text names.</summary>
    public IReadOnlyList<string> TypesOf(string name)
    {
        var formats = IsFile(name) && Formats().Match(description) is { Success: true } match ? Word().Matches(match.Groups[1].Value).Select(word => $"image/{word.Value.ToLowerInvariant()}") : [];
        return [.. (Encoded(name) ?? "").Split(',').Select(type => type.Split(';')[0].Trim()).Concat(formats).Where(type => type.Length > 0).Distinct()];
    }

    private string? Encoded(string name) => (string?)form["encoding"]?[name]?["contentType"];

    [GeneratedRegex(@"image file part in\s+([A-Z, or]+)\s+format", RegexOptions.CultureInvariant)]
    private static partial Regex Formats();

    [GeneratedRegex("[A-Z]{3,}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
