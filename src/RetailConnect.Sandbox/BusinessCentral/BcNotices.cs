using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Subscriptions and notices: unsigned, with the client state as the only secret.</summary>
internal sealed class BcNotices(BcState state, BusinessCentralSettings settings, IWebhookOutbox outbox, TimeProvider time)
{
    private const int MostInWindow = 1000;
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, (DateTimeOffset Start, int Count)> recent = [];

    public static JsonObject Show(BcRow row)
    {
        var body = row.Body.DeepClone().AsObject();
        body["@odata.etag"] = row.Etag;
        return body;
    }

    public IEnumerable<BcRow> Alive()
    {
        var now = time.GetUtcNow();
        foreach (var dead in state.Subscriptions.Where(entry => entry.Value.ModifiedAt + Life <= now).Select(entry => entry.Key).ToList())
        {
            state.Subscriptions.Remove(dead);
        }

        return state.Subscriptions.Values;
    }

    public BcRow Subscribe(string id, JsonObject body)
    {
        var now = time.GetUtcNow();
        if (id.Length == 0)
        {
            id = state.NewId().ToString("N");
            state.Subscriptions[id] = new BcRow { Sequence = state.Subscriptions.Count + 1, Id = state.NewId(), Body = new JsonObject { ["subscriptionId"] = id } };
        }

        var row = state.Subscriptions[id];
        foreach (var name in (string[])["notificationUrl", "resource", "clientState"])
        {
            row.Body[name] = body[name]?.DeepClone();
        }

        row.Body["expirationDateTime"] = BcRow.Time(now + Life);
        row.Touch(now);
        return row;
    }

    /// <summary>Tells the subscribers of an entity set; more than 1,000 changes in 30 seconds become one collection notice.</summary>
    public void Tell(BcSet set, BcRow row, string changeType)
    {
        var now = time.GetUtcNow();
        foreach (var subscription in Alive().Where(found => found.Text("resource").EndsWith($"/{set.Name}", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            var id = subscription.Text("subscriptionId");
            var (start, count) = recent.GetValueOrDefault(id);
            (start, count) = now - start > Window ? (now, 1) : (start, count + 1);
            recent[id] = (start, count);
            if (count > MostInWindow + 1)
            {
                continue;
            }

            var collection = count == MostInWindow + 1;
            Send(subscription, collection ? set.Name : $"{set.Name}({row.Id})", collection ? "collection" : changeType, now);
        }
    }

    private void Send(BcRow subscription, string resource, string changeType, DateTimeOffset now)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["subscriptionId"] = subscription.Text("subscriptionId"), ["clientState"] = subscription.Text("clientState"), ["expirationDateTime"] = subscription.Text("expirationDateTime"),
                ["resource"] = $"api/v2.0/companies({settings.CompanyId})/{resource}", ["changeType"] = changeType, ["lastModifiedDateTime"] = BcRow.Time(now),
            }),
        });
        outbox.Post(new("business-central", subscription.Text("subscriptionId"), changeType, resource, new Uri(subscription.Text("notificationUrl")), new Dictionary<string, string>(), body), settings.Webhooks);
    }
}
