using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Connectors.Shopify.Webhooks;

/// <summary>Checks webhooks: the signature is over the body alone, so nothing in the headers is believed beyond choosing what to ignore.</summary>
internal sealed class ShopifyWebhooks(ShopifyOptions options) : IWebhookVerifier
{
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
            using var body = JsonDocument.Parse(request.Body);
            return request.Header("X-Shopify-Topic") is { } topic && Topics.Wanted.ContainsKey(topic)
                ? WebhookHints.Read(body.RootElement, Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))) is { Count: > 0 } hints ? WebhookVerdict.Accepted(hints) : WebhookVerdict.Refused(400, "malformed")
                : WebhookVerdict.Accepted();
        }
        catch (JsonException)
        {
            return WebhookVerdict.Refused(400, "malformed");
        }
    }

    private bool IsSigned(WebhookRequest request)
    {
        Span<byte> given = stackalloc byte[SHA256.HashSizeInBytes];
        if (request.Header("X-Shopify-Hmac-SHA256") is not { } text || !Convert.TryFromBase64String(text, given, out var length) || length != given.Length)
        {
            return false;
        }

        return Matches(options.ClientSecret, request.Body.Span, given)
            || (options.PreviousClientSecret is { Length: > 0 } previous && Matches(previous, request.Body.Span, given));
    }

    private static bool Matches(string secret, ReadOnlySpan<byte> body, ReadOnlySpan<byte> given)
    {
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, expected);
        return CryptographicOperations.FixedTimeEquals(expected, given);
    }
}
