using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CustomConnector.StandIn;

/// <summary>Signs webhooks as the Depot does.</summary>
internal static class EventPost
{
    public const string Secret = "depot-webhook-secret-of-the-stand-in";
    public const string SignatureHeader = "Depot-Signature";
    private static readonly Uri Address = new("https://sync.partner.example/hooks/depot");

    public static byte[] ItemChanged(string id, long version) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"topic":"item.changed","item":"{{id}}","version":{{version}}}"""));

    public static WebhookRequest Signed(ReadOnlyMemory<byte> body, DateTimeOffset at, string secret = Secret)
    {
        var sent = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. Encoding.UTF8.GetBytes($"{sent}."), .. body.Span]);
        return new(Address, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [SignatureHeader] = $"t={sent},v1={Convert.ToHexStringLower(signature)}" }, body);
    }
}
