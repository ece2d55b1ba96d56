using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>Sends the seller's webhooks, signed over notification URL and raw body.</summary>
internal sealed class SquareHooks(SquareState state, SquareSettings settings, IWebhookOutbox outbox, TimeProvider time)
{
    private long sent;

    public void Send(string type, string entity, string kind, JsonNode content)
    {
        var wanted = state.Subscriptions.Values.Where(row => (bool)row["enabled"]! && (row["event_types"] as JsonArray)?.Any(name => (string?)name == type) == true).ToList();
        foreach (var subscription in wanted)
        {
            var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
            {
                ["merchant_id"] = settings.MerchantId, ["type"] = type, ["event_id"] = (++sent).ToString("00000000-0000-4000-8000-000000000000", System.Globalization.CultureInfo.InvariantCulture),
                ["created_at"] = SquareState.Time(time.GetUtcNow()), ["data"] = new JsonObject { ["type"] = kind, ["id"] = entity, ["object"] = content.DeepClone() },
            });
            var url = (string)subscription["notification_url"]!;
            var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.SignatureKey), (byte[])[.. Encoding.UTF8.GetBytes(url), .. body]));
            var headers = new Dictionary<string, string> { ["x-square-hmacsha256-signature"] = signature, ["square-version"] = SquareSettings.ApiVersion, ["square-environment"] = "Sandbox" };
            outbox.Post(new("square", (string)subscription["id"]!, type, entity, new Uri(url), headers, body), settings.Webhooks);
        }
    }
}
