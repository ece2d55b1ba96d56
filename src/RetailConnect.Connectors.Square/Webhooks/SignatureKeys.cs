using System.Text;

namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>The key that signs this connection's webhooks: the setting, else what came with the subscription.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class SignatureKeys(SquareOptions options)
{
    private volatile string? heard;

    /// <summary>The key's bytes; null when no key is known yet.</summary>
    public byte[]? Current => (string.IsNullOrEmpty(options.WebhookSignatureKey) ? heard : options.WebhookSignatureKey) is { Length: > 0 } key ? Encoding.UTF8.GetBytes(key) : null;

    /// <summary>Remembers the key of a subscription.</summary>
    public void Hear(string? key) => heard = string.IsNullOrEmpty(key) ? heard : key;
}
