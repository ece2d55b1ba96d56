using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>The catalogue: versions must match, and one update at a time.</summary>
internal sealed class SquareCatalog(SquareState state, SquareSettings settings, SquareHooks hooks, TimeProvider time)
{
    private DateTimeOffset busyUntil;
    private long version = 1_700_000_000_000;

    public int Refused { get; private set; }

    public SandboxResponse BatchUpsert(JsonObject body)
    {
        var now = time.GetUtcNow();
        if (now < busyUntil)
        {
            Refused++;
            throw new SquareError(429, "RATE_LIMIT_ERROR", "RATE_LIMITED", "Another catalog update is in progress for this seller.");
        }

        busyUntil = now + settings.CatalogBusy;
        var items = body["batches"]!.AsArray().SelectMany(batch => batch!["objects"]!.AsArray()).Select(item => item!.AsObject()).ToList();
        items.ForEach(Check);
        version++;
        var mappings = new JsonArray();
        var saved = items.Select(item => Save(item, mappings, now)).ToList();
        hooks.Send("catalog.version.updated", "", "catalog", new JsonObject { ["catalog_version"] = new JsonObject { ["updated_at"] = SquareState.Time(now) } });
        return SquareSimulator.Ok(("objects", new JsonArray([.. saved.Select(Show)])), ("updated_at", SquareState.Time(now)), ("id_mappings", mappings));
    }

    public SandboxResponse BatchRetrieve(JsonObject body)
    {
        var found = SquareSimulator.Ids(body, "object_ids").Distinct().Where(state.Catalog.ContainsKey).Select(id => Show(state.Catalog[id])).ToArray();
        return SquareSimulator.Ok(("objects", new JsonArray(found)));
    }

    public SandboxResponse Search(JsonObject body)
    {
        var types = SquareSimulator.Ids(body, "object_types").ToHashSet();
        var since = SquareSimulator.Time(body["begin_time"]);
        var test = Filter(body["query"] as JsonObject);
        var rows = state.Catalog.Values.Where(row => (types.Count == 0 || types.Contains(row.Type)) && (since is null || row.UpdatedAt > since) && test(row)).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(body, rows, 1000, row => row.Id);
        return SquareSimulator.Ok(("objects", page.Count == 0 ? null : new JsonArray([.. page.Select(Show)])), ("cursor", cursor), ("latest_time", SquareState.Time(time.GetUtcNow())));
    }

    private static Func<CatalogRow, bool> Filter(JsonObject? query)
    {
        if (query is null)
        {
            return _ => true;
        }

        var (name, values) = query["set_query"] is { } set
            ? ((string)set["attribute_name"]!, set["attribute_values"]!.AsArray().Select(value => (string)value!))
            : query["exact_query"] is { } exact ? ((string)exact["attribute_name"]!, [(string)exact["attribute_value"]!]) : throw SquareError.Bad("BAD_REQUEST", "Exactly one query type is required.", "query");
        if (name is not "sku")
        {
            throw SquareError.Bad("BAD_REQUEST", $"The simulator searches by sku, not by {name}.", "query");
        }

        // Square compares without case.
        var wanted = values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return row => row.Sku is { } sku && wanted.Contains(sku);
    }

    private void Check(JsonObject item)
    {
        CheckVersion(item);
        var variations = item["item_data"]!["variations"] as JsonArray ?? throw SquareError.Bad("INVALID_VALUE", "An item needs at least one variation.", "item_data.variations");
        foreach (var variation in variations)
        {
            CheckVersion(variation!.AsObject());
        }
    }

    private void CheckVersion(JsonObject body)
    {
        var id = (string)body["id"]!;
        if (id.StartsWith('#'))
        {
            return;
        }

        if (!state.Catalog.TryGetValue(id, out var row))
        {
            throw SquareError.NotFound($"Catalog object with ID `{id}`");
        }

        if ((long?)body["version"] != row.Version)
        {
            throw SquareError.Bad("VERSION_MISMATCH", $"Object version does not match latest database version. Object id: {id}", "version");
        }
    }

    private CatalogRow Save(JsonObject item, JsonArray mappings, DateTimeOffset now)
    {
        var row = Write(item, null, mappings, now);
        var kept = new HashSet<string>();
        foreach (var variation in item["item_data"]!["variations"]!.AsArray())
        {
            kept.Add(Write(variation!.AsObject(), row.Id, mappings, now).Id);
        }

        // What the item does not list any more is deleted.
        foreach (var gone in state.Catalog.Values.Where(other => other.Item == row.Id && !kept.Contains(other.Id)).Select(other => other.Id).ToList())
        {
            state.Catalog.Remove(gone);
        }

        return row;
    }

    private CatalogRow Write(JsonObject body, string? item, JsonArray mappings, DateTimeOffset now)
    {
        var given = (string)body["id"]!;
        var id = given.StartsWith('#') ? state.NewId(item is null ? "ITEM" : "VAR") : given;
        if (id != given)
        {
            mappings.Add(new JsonObject { ["client_object_id"] = given, ["object_id"] = id });
        }

        var copy = body.DeepClone().AsObject();
        copy["id"] = id;
        copy["item_data"]?.AsObject().Remove("variations");
        if (item is not null)
        {
            copy["item_variation_data"]!["item_id"] = item;
        }

        if (!state.Catalog.TryGetValue(id, out var row))
        {
            state.Catalog[id] = row = new CatalogRow { Id = id, Type = (string)body["type"]!, Body = copy, Item = item };
        }

        row.Body = copy;
        row.Version = version;
        row.UpdatedAt = now;
        return row;
    }

    private JsonObject Show(CatalogRow row)
    {
        var body = row.Body.DeepClone().AsObject();
        body["version"] = row.Version;
        body["updated_at"] = SquareState.Time(row.UpdatedAt);
        body["is_deleted"] = false;
        if (row.Item is null)
        {
            body["item_data"]!["variations"] = new JsonArray([.. state.Catalog.Values.Where(other => other.Item == row.Id).Select(Show)]);
        }

        return body;
    }
}
