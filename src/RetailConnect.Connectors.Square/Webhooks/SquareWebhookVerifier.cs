using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Connectors.Square.Webhooks;

/// <summary>Checks the signature over notification URL and raw bytes, and turns the webhook into hints. An order may be a sale or a return: both are asked, one of them comes back empty.</summary>
internal sealed class SquareWebhookVerifier(SquareOptions options, SignatureKeys keys) : IWebhookVerifier
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
            return WebhookVerdict.Accepted(Hints(body.RootElement, Convert.ToHexStringLower(SHA256.HashData(request.Body.Span))));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return WebhookVerdict.Refused(400, "malformed");
        }
    }

    private static IReadOnlyList<Hint> Hints(JsonElement body, string hash)
    {
        var data = body.GetProperty("data");
        string Id() => data.GetProperty("id").GetString() ?? throw new FormatException();
        string OrderOf(string kind) => data.GetProperty("object").GetProperty(kind).GetProperty("order_id").GetString() ?? throw new FormatException();
        return body.GetProperty("type").GetString() switch
        {
            "order.created" or "order.updated" or "order.fulfillment.updated" => [new(EntityType.Order, Id(), $"order/{hash}"), new(EntityType.Return, Id(), $"return/{hash}")],
            "payment.created" or "payment.updated" => [new(EntityType.Order, OrderOf("payment"), $"order/{hash}")],
            "refund.created" or "refund.updated" => [new(EntityType.Return, OrderOf("refund"), $"return/{hash}")],
            "customer.created" or "customer.updated" => [new(EntityType.Customer, Id(), $"customer/{hash}")],
            _ => [],
        };
    }

    private bool Signed(WebhookRequest request)
    {
        var given = new byte[64];
        if (request.Header("x-square-hmacsha256-signature") is not { Length: > 0 and < 100 } text || !Convert.TryFromBase64String(text, given, out var length))
        {
            return false;
        }

        byte[] signed = [.. Encoding.UTF8.GetBytes(request.Address.ToString()), .. request.Body.Span];
        var good = false;
        foreach (var key in keys.All)
        {
            good |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed), given.AsSpan(0, length));
        }

        return good;
    }
}
