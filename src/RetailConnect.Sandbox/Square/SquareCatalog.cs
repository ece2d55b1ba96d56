using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>The catalogue: versions must match, and one update at a time.</summary>
internal sealed class SquareCatalog(SquareState state, SquareSettings settings, CatalogTurns turns, TimeProvider time)
{
    // The contract has no bound; this one keeps every total of an order exact.
    private const long HighestPrice = 999_999_999_999;

    private readonly SquareAttributes attributes = new(state);
    private long version;

    public SandboxResponse BatchUpsert(JsonObject body)
    {
        turns.Enter();
        var now = time.GetUtcNow();
        var items = body["batches"]!.AsArray().SelectMany(batch => batch!["objects"]!.AsArray()).Select(item => item!.AsObject()).ToList();
        items.ForEach(Check);
        CheckIds(items);
        version = turns.Take();
        var mappings = new JsonArray();
        var saved = items.Select(item => Save(item, mappings, now)).ToList();
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
        var since = SquareBody.Time(body["begin_time"]);
        if (types.Count == 0)
        {
            // Variations and pictures come only when they are asked for.
            types.Add(CatalogRow.ItemType);
        }

        var test = Filter(body["query"] as JsonObject, types);
        var rows = state.Catalog.Values.Where(row => types.Contains(row.Type) && row.MadeAt + settings.CatalogSearchLag <= time.GetUtcNow() && (since is null || row.UpdatedAt > since) && test(row)).OrderBy(row => row.Id, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(body, rows, 1000, row => row.Id);
        return SquareSimulator.Ok(("objects", page.Count == 0 ? null : new JsonArray([.. page.Select(Show)])), ("cursor", cursor), ("latest_time", SquareState.Time(time.GetUtcNow())));
    }

    private static Func<CatalogRow, bool> Filter(JsonObject? query, HashSet<string> types)
    {
        if (query is null)
        {
            return _ => true;
        }

        if (query.Count(part => part.Value is not null) != 1)
        {
            throw SquareError.Bad("BAD_REQUEST", "Exactly one query type is required.", "query");
        }

        var (name, values) = query["set_query"] is { } set
            ? ((string)set["attribute_name"]!, set["attribute_values"]!.AsArray().Select(value => (string)value!))
            : query["exact_query"] is { } exact ? ((string)exact["attribute_name"]!, [(string)exact["attribute_value"]!]) : throw SquareError.Bad("BAD_REQUEST", "Exactly one query type is required.", "query");
        if (name is not "sku" && (name is not "name" || types.Any(type => type != CatalogRow.ImageType)))
        {
            throw SquareError.Bad("BAD_REQUEST", $"The simulator searches variations by sku and pictures by name, not {string.Join(", ", types)} by {name}.", "query");
        }

        // Square compares without case.
        var wanted = values.ToHashSet(StringComparer.OrdinalIgnoreCase);
        return row => (name is "sku" ? row.Sku : row.ImageName) is { } value && wanted.Contains(value);
    }

    private void Check(JsonObject item)
    {
        CheckVersion(item, null);
        attributes.Check(item);
        CheckImages(item["item_data"]!["image_ids"], "item_data.image_ids");
        if (item["item_data"]!["variations"] is not JsonArray { Count: > 0 } variations)
        {
            throw SquareError.Bad("INVALID_VALUE", "An item needs at least one variation.", "item_data.variations");
        }

        var id = (string)item["id"]!;
        foreach (var variation in variations)
        {
            CheckVersion(variation!.AsObject(), id);
            attributes.Check(variation.AsObject());
            CheckImages(variation["item_variation_data"]!["image_ids"], "item_variation_data.image_ids");
            CheckContent(variation["item_variation_data"]!.AsObject(), id);
        }
    }

    private void CheckContent(JsonObject content, string item)
    {
        if ((string?)content["item_id"] is { } parent && parent != item)
        {
            throw SquareError.Bad("INVALID_VALUE", "The variation belongs to another item.", "item_variation_data.item_id");
        }

        SquareBody.Whole(content["inventory_alert_threshold"], "item_variation_data.inventory_alert_threshold");
        if (content["price_money"] is not { } price)
        {
            return;
        }

        if (SquareBody.Whole(price["amount"], "item_variation_data.price_money.amount") is not (>= 0 and <= HighestPrice) || (string?)price["currency"] != settings.Currency)
        {
            throw SquareError.Bad("INVALID_VALUE", $"A price is not negative, within range, and in {settings.Currency}.", "item_variation_data.price_money");
        }
    }

    private void CheckImages(JsonNode? ids, string field)
    {
        var wanted = (ids as JsonArray ?? []).Select(id => (string)id!).ToList();
        if (wanted.FirstOrDefault(id => !state.Catalog.TryGetValue(id, out var row) || row.Type != CatalogRow.ImageType) is { } unknown)
        {
            throw SquareError.NotFound($"Catalog object of type IMAGE with ID `{unknown}`");
        }

        if (wanted.Distinct().Count() < wanted.Count)
        {
            throw SquareError.Bad("INVALID_VALUE", "An image stands twice in the list.", field);
        }
    }

    /// <summary>An id, temporary or not, names one object of a request.</summary>
    private static void CheckIds(List<JsonObject> items)
    {
        var ids = items.SelectMany(item => item["item_data"]!["variations"]!.AsArray().Append(item)).Select(part => (string)part!["id"]!).ToList();
        if (ids.Distinct().Count() < ids.Count)
        {
            throw SquareError.Bad("INVALID_VALUE", "An object id stands twice in the request.", "batches");
        }
    }

    private void CheckVersion(JsonObject body, string? item)
    {
        var id = (string)body["id"]!;
        var version = SquareBody.Whole(body["version"], "version");
        if ((bool?)body["is_deleted"] == true)
        {
            throw SquareError.Bad("INVALID_VALUE", "is_deleted must not be true.", "is_deleted");
        }

        if (id.StartsWith('#'))
        {
            return;
        }

        if (!state.Catalog.TryGetValue(id, out var row))
        {
            throw SquareError.NotFound($"Catalog object with ID `{id}`");
        }

        if (row.Item != item || row.Type != (string?)body["type"])
        {
            throw SquareError.Bad("INVALID_VALUE", $"The object `{id}` is of another type, or of another item.", "id");
        }

        if (version != row.Version)
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
        foreach (var gone in state.VariationsOf(row.Id).Where(other => !kept.Contains(other.Id)).ToList())
        {
            state.Remove(gone);
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
        if ((copy["item_data"] ?? copy["item_variation_data"])?["image_ids"] is JsonArray { Count: 0 })
        {
            (copy["item_data"] ?? copy["item_variation_data"])!.AsObject().Remove("image_ids");
        }

        if (item is not null)
        {
            copy["item_variation_data"]!["item_id"] = item;
        }

        if (!state.Catalog.TryGetValue(id, out var row))
        {
            state.Add(row = new CatalogRow { Id = id, Type = (string)body["type"]!, Body = copy, Item = item, MadeAt = now });
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
        attributes.Show(body);
        if (row.Type is CatalogRow.ItemType)
        {
            body["item_data"]!["variations"] = new JsonArray([.. state.VariationsOf(row.Id).Select(Show)]);
        }

        return body;
    }
}
