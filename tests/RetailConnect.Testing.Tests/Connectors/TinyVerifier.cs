using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Testing.Tests.Connectors;

/// <summary>Checks a signature over time and body.</summary>
internal sealed class TinyVerifier(TinyOptions options, TimeProvider time) : IWebhookVerifier
{
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (options.Flaw is Flaw.AcceptsNoWebhook || (options.Flaw is not Flaw.ChecksNoWebhook && !IsGenuine(request)))
        {
            return WebhookVerdict.Refused(401, "bad-signature");
        }

        try
        {
            var order = JsonDocument.Parse(request.Body).RootElement.GetProperty("order").GetString()!;
            var key = options.Flaw is Flaw.KeysByDelivery ? request.Header("X-Delivery") ?? "" : Convert.ToHexString(SHA256.HashData(request.Body.Span));
            return WebhookVerdict.Accepted(new Hint(EntityType.Order, order, key));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            return options.Flaw is Flaw.ChecksNoWebhook or Flaw.ForgetsTheBody ? WebhookVerdict.Accepted() : WebhookVerdict.Refused(400, "malformed");
        }
    }

    public static string Sign(string at, ReadOnlySpan<byte> body, string secret) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes(at), .. body]));

    private bool IsGenuine(WebhookRequest request)
    {
        if (request.Header("X-Signature") is not { } signature || request.Header("X-Sent") is not { } sent)
        {
            return options.Flaw is Flaw.AcceptsTheUnsigned;
        }

        var body = options.Flaw is Flaw.ForgetsTheBody ? [] : request.Body.Span;
        var fresh = options.Flaw is Flaw.ForgetsTheTime || time.GetUtcNow() - DateTimeOffset.Parse(sent, CultureInfo.InvariantCulture) <= Oldest;
        return fresh && (signature == Sign(sent, body, options.WebhookSecret) || (options.Flaw is Flaw.ForgetsTheBody && signature != new string('0', signature.Length)));
    }
}
