using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>Checks events by their signature over the notification address and the raw body.</summary>
internal sealed class EventVerifier(SignatureKeys keys, SquareOptions options) : IWebhookVerifier
{
    public const string SignatureHeader = "x-square-hmacsha256-signature";

    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (request.Body.Length > options.MaxWebhookBytes)
        {
            return WebhookVerdict.Refused(413, "too-large");
        }

        if (!IsSigned(request))
        {
            return WebhookVerdict.Refused(401, "bad-signature");
        }

        try
        {
            using var json = JsonDocument.Parse(request.Body);
            return EventTopics.HintsOf(json.RootElement, Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))) is { } hints
                ? WebhookVerdict.Accepted(hints)
                : WebhookVerdict.Refused(400, "malformed");
        }
        catch (JsonException)
        {
            return WebhookVerdict.Refused(400, "malformed");
        }
    }

    private bool IsSigned(WebhookRequest request)
    {
        var given = new byte[HMACSHA256.HashSizeInBytes];
        if (keys.Current is not { } key || request.Header(SignatureHeader) is not { Length: <= 100 } header || !Convert.TryFromBase64String(header, given, out var length) || length != given.Length)
        {
            return false;
        }

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(request.Address.AbsoluteUri));
        hash.AppendData(request.Body.Span);
        return CryptographicOperations.FixedTimeEquals(hash.GetHashAndReset(), given);
    }
}
