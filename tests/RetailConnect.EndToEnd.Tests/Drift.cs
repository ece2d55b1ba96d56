using System.Text.Json.Nodes;

namespace RetailConnect.EndToEnd.Tests;

/// <summary>A vendor whose answers are not what its contract says: changes entities in its answers.</summary>
internal sealed class Drift
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Action<JsonObject>> changes = [];

    /// <summary>Changes an entity in every answer from now on.</summary>
    public void Of(string id, Action<JsonObject> change)
    {
        lock (gate)
        {
            changes[id] = change;
        }
    }

    /// <summary>The vendor mends an entity.</summary>
    public void Mend(string id)
    {
        lock (gate)
        {
            changes.Remove(id);
        }
    }

    public HttpMessageHandler Over(HttpMessageHandler inner) => new Handler(this) { InnerHandler = inner };

    private void Change(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Change(item);
                }

                break;
            case JsonObject entity:
                foreach (var (_, value) in entity.ToList())
                {
                    Change(value);
                }

                if (entity["id"] is JsonValue id && id.TryGetValue<string>(out var text) && changes.TryGetValue(text, out var change))
                {
                    change(entity);
                }

                break;
        }
    }

    private sealed class Handler(Drift drift) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            lock (drift.gate)
            {
                drift.Change(body);
            }

            response.Content = new StringContent(body?.ToJsonString() ?? "null", System.Text.Encoding.UTF8, "application/json");
            return response;
        }
    }
}
