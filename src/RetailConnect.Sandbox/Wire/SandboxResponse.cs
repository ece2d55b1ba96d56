using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox;

/// <summary>A simulator's answer.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">Body bytes; empty when there is none.</param>
public sealed record SandboxResponse(int Status, ReadOnlyMemory<byte> Body)
{
    /// <summary>Headers of the answer, content type included.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Builds an answer with a JSON body.</summary>
    public static SandboxResponse Json(int status, JsonNode? body, IReadOnlyDictionary<string, string>? headers = null) =>
        new(status, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body))
        {
            Headers = new Dictionary<string, string>(headers ?? new Dictionary<string, string>(), StringComparer.OrdinalIgnoreCase)
            {
                ["Content-Type"] = "application/json; charset=utf-8",
            },
        };

    /// <summary>Builds an answer without a body.</summary>
    public static SandboxResponse Empty(int status) => new(status, ReadOnlyMemory<byte>.Empty);
}
