using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Connectors.Shopify.Webhooks;

/// <summary>Checks the signature over the raw bytes and turns the webhook into hints. Headers are not signed, so nothing but the topic is taken from them.</summary>
internal sealed class ShopifyWebhookVerifier(ShopifyOptions options) : IWebhookVerifier
{
    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (request.Body.Length > options.MaxWebhookBytes)
        {
            return WebhookVerdict.Refused(413, "too-large");
        }

        if (!Signed(request))
        {
            return WebhookVerdict.Refused(401, "bad-signature");
        }

        try
        {
            using var body = JsonDocument.Parse(request.Body);
            return WebhookVerdict.Accepted(Hints(request.Header("X-Shopify-Topic") ?? "", body.RootElement, Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return WebhookVerdict.Refused(400, "malformed");
        }
    }

    private static IReadOnlyList<Hint> Hints(string topic, JsonElement body, string hash) => topic switch
    {
        "orders/create" or "orders/updated" or "orders/paid" => [new(EntityType.Order, Gid(body), $"order/{hash}")],
        "refunds/create" => [new(EntityType.Return, Gid(body), $"return/{hash}"), new(EntityType.Order, $"gid://shopify/Order/{body.GetProperty("order_id").GetInt64()}", $"order/{hash}")],
        "customers/create" or "customers/update" => [new(EntityType.Customer, Gid(body), $"customer/{hash}")],
        "products/update" or "products/create" => [new(EntityType.Product, Gid(body), $"product/{hash}")],
        _ => [],
    };

    private static ExternalId Gid(JsonElement body) => body.GetProperty("admin_graphql_api_id").GetString() ?? throw new FormatException();

    private bool Signed(WebhookRequest request)
    {
        var given = new byte[64];
        if (request.Header("X-Shopify-Hmac-SHA256") is not { Length: > 0 and < 100 } text || !Convert.TryFromBase64String(text, given, out var length))
        {
            return false;
        }

        return Matches(options.ClientSecret, request, given.AsSpan(0, length)) || (options.PreviousClientSecret is { Length: > 0 } previous && Matches(previous, request, given.AsSpan(0, length)));
    }

    private static bool Matches(string secret, WebhookRequest request, ReadOnlySpan<byte> given) => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), request.Body.Span), given);
}
