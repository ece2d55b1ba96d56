using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CustomConnector.Depot.Webhooks;

/// <summary>Checks events by their signature over time and raw body: <c>Depot-Signature: t=(seconds),v1=(hex)</c>.</summary>
internal sealed class EventVerifier(DepotOptions options, TimeProvider time) : IWebhookVerifier
{
    public const string SignatureHeader = "Depot-Signature";
    private const int MostBytes = 64 * 1024;
    private static readonly TimeSpan Oldest = TimeSpan.FromMinutes(5);

    public WebhookVerdict Verify(WebhookRequest request)
    {
        if (request.Body.Length > MostBytes)
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
            return HintOf(json.RootElement, Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)));
        }
        catch (JsonException)
        {
            return WebhookVerdict.Refused(400, "malformed");
        }
    }

    /// <summary>The key is of the body alone: a repeat is signed anew, at another time. Topics that nobody waits for are accepted, or the Depot would send them again.</summary>
    private static WebhookVerdict HintOf(JsonElement body, string key) => (Text(body, "topic"), Text(body, "item")) switch
    {
        ("item.changed", { Length: > 0 } item) => WebhookVerdict.Accepted(new Hint(EntityType.Product, item, key)),
        ("item.changed", _) or (null, _) => WebhookVerdict.Refused(400, "malformed"),
        _ => WebhookVerdict.Accepted(),
    };

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind is JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private bool IsSigned(WebhookRequest request)
    {
        if (request.Header(SignatureHeader) is not { Length: <= 200 } header || header.Split(',') is not [['t', '=', .. var sent], ['v', '1', '=', .. var signature]])
        {
            return false;
        }

        var given = new byte[HMACSHA256.HashSizeInBytes];
        return long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(time.GetUtcNow().ToUnixTimeSeconds() - seconds) <= Oldest.TotalSeconds
            && Convert.FromHexString(signature, given, out _, out var written) is System.Buffers.OperationStatus.Done && written == given.Length
            && CryptographicOperations.FixedTimeEquals(Expected(sent, request.Body.Span), given);
    }

    private byte[] Expected(string sent, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.WebhookSecret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{sent}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
