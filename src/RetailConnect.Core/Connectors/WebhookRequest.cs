namespace RetailConnect;

/// <summary>A webhook as it arrived.</summary>
/// <param name="Address">The address that was called, as the vendor was told to.</param>
/// <param name="Headers">Headers; names compare without case.</param>
/// <param name="Body">Raw bytes of the body; signatures are computed over these.</param>
public sealed record WebhookRequest(Uri Address, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Returns a header; null when it is missing.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;

    /// <summary>Leaves headers and body out, so that a log can't hold them.</summary>
    public override string ToString() => $"Webhook of {Body.Length} bytes";
}
