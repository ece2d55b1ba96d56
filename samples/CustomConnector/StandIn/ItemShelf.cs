using System.Globalization;
using System.Text.Json.Nodes;

namespace CustomConnector.StandIn;

/// <summary>The items, and the feed of their changes: each change takes the next position, so an item stands where it changed last.</summary>
internal sealed class ItemShelf(TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Held> items = [];
    private long changes;

    /// <summary>Puts an item there, or raises its price.</summary>
    public (string Id, long Version) Put(int number)
    {
        lock (gate)
        {
            var id = $"item-{number:D7}";
            var version = items.TryGetValue(id, out var there) ? there.Version + 1 : 1;
            items[id] = new(id, number, version, ++changes, time.GetUtcNow());
            return (id, version);
        }
    }

    public HttpResponseMessage Page(string? after, string? limit)
    {
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most is < 1 or > 100)
        {
            return Reply.Refused(400, "wrong_limit", "A limit from 1 to 100 is needed.");
        }

        var position = 0L;
        if (!string.IsNullOrEmpty(after) && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out position))
        {
            return Reply.Refused(400, "wrong_cursor", "The cursor is none of this feed.");
        }

        lock (gate)
        {
            var rest = items.Values.Where(item => item.Position > position).OrderBy(item => item.Position).ToList();
            var page = rest.Take(most).ToList();
            var next = page.Count > 0 ? page[^1].Position : position;
            return Reply.With(200, new JsonObject { ["items"] = List(page), ["next"] = next.ToString(CultureInfo.InvariantCulture), ["more"] = rest.Count > page.Count });
        }
    }

    public HttpResponseMessage ById(string? ids)
    {
        lock (gate)
        {
            var found = (ids ?? "").Split(',').Where(items.ContainsKey).Select(id => items[id]);
            return Reply.With(200, new JsonObject { ["items"] = List(found) });
        }
    }

    private static JsonArray List(IEnumerable<Held> found) => [.. found.Select(item => item.ToJson())];

    private sealed record Held(string Id, int Number, long Version, long Position, DateTimeOffset ChangedAt)
    {
        public JsonObject ToJson() => new()
        {
            ["id"] = Id, ["version"] = Version, ["changedAt"] = ChangedAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), ["name"] = $"Lamp {Number}", ["description"] = null,
            ["status"] = "active", ["currency"] = "EUR", ["variants"] = new JsonArray(Variant("S", 0), Variant("L", 5)),
        };

        private JsonObject Variant(string label, int more) => new() { ["sku"] = $"LAMP-{Number}-{label}", ["label"] = label, ["barcode"] = null, ["price"] = 20m + more + Version };
    }
}
