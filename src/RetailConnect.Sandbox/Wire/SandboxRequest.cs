namespace RetailConnect.Sandbox;

/// <summary>One HTTP request as a simulator sees it, whatever carried it.</summary>
/// <param name="Method">HTTP method in upper case.</param>
/// <param name="Path">Path, percent-decoded, without the query.</param>
/// <param name="Query">Query with its question mark, still encoded; empty when there is none.</param>
/// <param name="Headers">Headers; names compare without case.</param>
/// <param name="Body">Body bytes as received.</param>
public sealed record SandboxRequest(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Returns a header's value, or null when the request does not carry it.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
