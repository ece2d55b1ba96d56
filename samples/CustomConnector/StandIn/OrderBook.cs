using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomConnector.StandIn;

/// <summary>The orders. A key is remembered with its request and its answer; a write with an old version is refused. References may repeat: without a key a second POST is a second order.</summary>
internal sealed class OrderBook
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> orders = [];
    private readonly Dictionary<string, (string Request, string Answer)> keys = [];

    /// <summary>What is held under a reference.</summary>
    public IReadOnlyList<JsonNode> Under(string reference)
    {
        lock (gate)
        {
            return [.. orders.Values.Where(order => (string?)order.Content["reference"] == reference).Select(order => order.Content.DeepClone())];
        }
    }

    public HttpResponseMessage Create(string body, string? key) => Once($"POST {body}", key, 201, () =>
    {
        if (OrderRules.Read(body, out var order) is { } refusal)
        {
            return (refusal, "");
        }

        var id = $"order-{orders.Count + 1:D7}";
        orders[id] = new(1, order);
        return (null, id);
    });

    public HttpResponseMessage Read(string id)
    {
        lock (gate)
        {
            return orders.ContainsKey(id) ? Reply.With(200, Told(id)) : Reply.Refused(404, "unknown_order", "There is no such order.");
        }
    }

    public HttpResponseMessage Change(string id, string body, string? etag, string? key) => Once($"PUT {id} {body}", key, 200, () =>
    {
        if (!orders.TryGetValue(id, out var held))
        {
            return (Reply.Refused(404, "unknown_order", "There is no such order."), id);
        }

        if (etag != $"\"{held.Version.ToString(CultureInfo.InvariantCulture)}\"")
        {
            return (etag is null ? Reply.Refused(428, "version_needed", "If-Match is needed.") : Reply.Refused(412, "version_moved", "The order is not at this version any more."), id);
        }

        if (OrderRules.Read(body, out var order) is { } refusal)
        {
            return (refusal, id);
        }

        orders[id] = new(held.Version + 1, order);
        return (null, id);
    });

    /// <summary>Acts once for a key; a repeat gets the answer of the first call, and a key of another request is refused. What was refused is not remembered.</summary>
    private HttpResponseMessage Once(string request, string? key, int status, Func<(HttpResponseMessage? Refusal, string Id)> act)
    {
        lock (gate)
        {
            if (key is not null && keys.TryGetValue(key, out var first))
            {
                return first.Request == request ? Reply.With(status, JsonNode.Parse(first.Answer)!) : Reply.Refused(422, "key_used", "The idempotency key belongs to another request.");
            }

            var (refusal, id) = act();
            if (refusal is not null)
            {
                return refusal;
            }

            var told = Told(id);
            if (key is not null)
            {
                keys[key] = (request, told.ToJsonString());
            }

            return Reply.With(status, told);
        }
    }

    private JsonObject Told(string id) => new() { ["id"] = id, ["version"] = orders[id].Version, ["state"] = (string?)orders[id].Content["state"] };

    private sealed record Held(long Version, JsonNode Content);
}
