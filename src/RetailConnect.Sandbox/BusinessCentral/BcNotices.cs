using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Subscriptions and notices: unsigned, with the client state as the only secret.</summary>
internal sealed class BcNotices(BcState state, BusinessCentralSettings settings, IWebhookOutbox outbox, TimeProvider time, Lock gate)
{
    private const int MostInWindow = 1000;
    private static readonly TimeSpan Life = TimeSpan.FromDays(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, Burst> bursts = [];

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

    public BcRow Subscribe(JsonObject body)
    {
        var id = state.NewId();
        var row = new BcRow { Sequence = state.LastNumber, Id = id, Body = new JsonObject { ["subscriptionId"] = id.ToString("N") } };
        state.Subscriptions[row.Text("subscriptionId")] = row;
        return Renew(row, body);
    }

    public BcRow Renew(BcRow row, JsonObject body)
    {
        var now = time.GetUtcNow();
        foreach (var name in (string[])["notificationUrl", "resource", "clientState"])
        {
            row.Body[name] = body[name]?.DeepClone();
        }

        row.Body["expirationDateTime"] = BcRow.Time(now + Life);
        row.Touch(now);
        return row;
    }

    /// <summary>Tells the subscribers of an entity set; more than 1,000 changes in 30 seconds become one collection notice, and another at the end when more followed.</summary>
    public void Tell(BcSet set, BcRow row, string changeType)
    {
        var now = time.GetUtcNow();
        foreach (var subscription in Alive().Where(found => IsTo(found, set)).ToList())
        {
            var id = subscription.Text("subscriptionId");
            var burst = BurstOf(id, set, now);
            if (++burst.Count <= MostInWindow)
            {
                Send(subscription, $"{set.Name}({row.Id})", changeType, now);
            }
            else if (burst.Count == MostInWindow + 1)
            {
                Send(subscription, burst.Resource, "collection", now);
            }
            else
            {
                burst.Untold = now;
                burst.Timer ??= time.CreateTimer(_ => Close(id, burst), null, burst.Start + Window - now, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private static bool IsTo(BcRow subscription, BcSet set) => subscription.Text("resource").EndsWith($"/{set.Name}", StringComparison.Ordinal);

    private Burst BurstOf(string id, BcSet set, DateTimeOffset now)
    {
        if (bursts.TryGetValue(id, out var burst) && burst.Set == set && now - burst.Start < Window)
        {
            return burst;
        }

        if (burst is not null)
        {
            Close(id, burst);
        }

        return bursts[id] = new(set, now);
    }

    /// <summary>Ends a window: what was not told in it is told now.</summary>
    private void Close(string id, Burst burst)
    {
        lock (gate)
        {
            if (burst.Ended)
            {
                return;
            }

            burst.Ended = true;
            burst.Timer?.Dispose();
            bursts.Remove(id);
            if (burst.Untold is { } last && Alive().FirstOrDefault(row => row.Text("subscriptionId") == id) is { } subscription && IsTo(subscription, burst.Set))
            {
                Send(subscription, burst.Resource, "collection", last);
            }
        }
    }

    private void Send(BcRow subscription, string resource, string changeType, DateTimeOffset changed)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(new JsonObject
        {
            ["value"] = new JsonArray(new JsonObject
            {
                ["subscriptionId"] = subscription.Text("subscriptionId"), ["clientState"] = subscription.Text("clientState"), ["expirationDateTime"] = subscription.Text("expirationDateTime"),
                ["resource"] = $"api/v2.0/companies({settings.CompanyId})/{resource}", ["changeType"] = changeType, ["lastModifiedDateTime"] = BcRow.Time(changed),
            }),
        });
        outbox.Post(new("business-central", subscription.Text("subscriptionId"), changeType, resource, new Uri(subscription.Text("notificationUrl")), new Dictionary<string, string>(), body), settings.Webhooks);
    }

    /// <summary>The changes of one subscription within one window.</summary>
    private sealed class Burst(BcSet set, DateTimeOffset start)
    {
        public BcSet Set { get; } = set;

        public DateTimeOffset Start { get; } = start;

        /// <summary>Names the changed entities: a collection notice carries a filter that finds them.</summary>
        public string Resource => $"{Set.Name}?$filter=lastModifiedDateTime%20gt%20{BcRow.Time(Start.AddMilliseconds(-1))}";

        public int Count { get; set; }

        public DateTimeOffset? Untold { get; set; }

        public ITimer? Timer { get; set; }

        public bool Ended { get; set; }
    }
}
