using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.Square;

/// <summary>The stock: counts are true as of the time they were taken, moves after that come on top.</summary>
internal sealed class SquareInventory(SquareState state, SquareHooks hooks, TimeProvider time)
{
    // The contract has no bound; this one keeps every sum exact.
    private const decimal Highest = 1_000_000_000_000m;
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(24);
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(2);

    public SandboxResponse BatchChange(JsonObject body)
    {
        var now = time.GetUtcNow();
        var changes = (body["changes"] as JsonArray ?? []).Select((change, index) => Read(change!.AsObject(), index, now)).ToList();
        changes.ForEach(change => change());
        var touched = (body["changes"] as JsonArray ?? []).Select(change => change!["physical_count"] ?? change["adjustment"]!).Select(change => ((string)change["catalog_object_id"]!, (string)change["location_id"]!)).Distinct().ToList();
        touched.ForEach(place => Tell(place, now));
        return SquareSimulator.Ok(("counts", new JsonArray([.. touched.Select(Show)])));
    }

    public SandboxResponse BatchCounts(JsonObject body)
    {
        var objects = SquareSimulator.Ids(body, "catalog_object_ids").ToHashSet();
        var locations = SquareSimulator.Ids(body, "location_ids").ToHashSet();
        var states = SquareSimulator.Ids(body, "states").ToHashSet();
        var since = SquareBody.Time(body["updated_after"]);
        string Key((string Variation, string Location) place) => $"{place.Variation}/{place.Location}";
        var rows = state.Counts.Where(row => (states.Count == 0 || states.Contains("IN_STOCK")) && (objects.Count == 0 || objects.Contains(row.Key.Variation)) && (locations.Count == 0 || locations.Contains(row.Key.Location)) && (since is null || row.Value.CalculatedAt > since))
            .Select(row => row.Key).OrderBy(Key, StringComparer.Ordinal).ToList();
        var (page, cursor) = SquareSimulator.Page(body, rows, 1000, Key);
        return SquareSimulator.Ok(("counts", page.Count == 0 ? null : new JsonArray([.. page.Select(Show)])), ("cursor", cursor));
    }

    /// <summary>Moves units at once, as a sale or a return does.</summary>
    public void Move(CatalogRow variation, string location, decimal delta, DateTimeOffset now)
    {
        if (variation.Tracked)
        {
            RowOf((variation.Id, location)).Move(delta, now, now);
            Tell((variation.Id, location), now);
        }
    }

    public decimal Quantity(string variation, string location) => state.Counts.TryGetValue((variation, location), out var row) ? row.Quantity : 0;

    private Action Read(JsonObject change, int index, DateTimeOffset now)
    {
        var count = change["physical_count"];
        var move = change["adjustment"];
        var content = (string?)change["type"] switch
        {
            "PHYSICAL_COUNT" when count is not null && move is null && (string?)count["state"] is "IN_STOCK" => count,
            "ADJUSTMENT" when move is not null && count is null && ((string?)move["from_state"], (string?)move["to_state"]) is ("NONE", "IN_STOCK") or ("IN_STOCK", "WASTE" or "SOLD") => move,
            _ => throw SquareError.Bad("BAD_REQUEST", "The change's type, content and states do not fit.", $"changes[{index}]"),
        };
        var place = ((string?)content["catalog_object_id"] ?? "", (string?)content["location_id"] ?? "");
        if (!state.Catalog.TryGetValue(place.Item1, out var variation) || variation.Type is not "ITEM_VARIATION")
        {
            throw SquareError.NotFound($"changes[{index}]: catalog object `{place.Item1}`");
        }

        if (!state.Locations.ContainsKey(place.Item2))
        {
            throw SquareError.NotFound($"changes[{index}]: location `{place.Item2}`");
        }

        if (!decimal.TryParse((string?)content["quantity"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity) || quantity > Highest || quantity != decimal.Round(quantity, 5))
        {
            throw SquareError.Bad("INVALID_VALUE", "quantity is required, a number of at most 5 decimals, not negative, and within range.", $"changes[{index}].quantity");
        }

        var at = SquareBody.Time(content["occurred_at"]) ?? throw SquareError.Bad("MISSING_REQUIRED_PARAMETER", "occurred_at is required.", $"changes[{index}].occurred_at");
        if (at > now + Ahead || at < now - Oldest)
        {
            throw SquareError.Bad("INVALID_TIME", "occurred_at cannot be older than 24 hours or in the future.", $"changes[{index}].occurred_at");
        }

        return count is not null
            ? () => RowOf(place).Count(quantity, at, now)
            : () => RowOf(place).Move((string?)move!["to_state"] is "IN_STOCK" ? quantity : -quantity, at, now);
    }

    private CountRow RowOf((string Variation, string Location) place)
    {
        if (!state.Counts.TryGetValue(place, out var row))
        {
            state.Counts[place] = row = new CountRow();
        }

        return row;
    }

    private JsonObject Show((string Variation, string Location) place) => new()
    {
        ["catalog_object_id"] = place.Variation, ["catalog_object_type"] = "ITEM_VARIATION", ["state"] = "IN_STOCK", ["location_id"] = place.Location,
        ["quantity"] = state.Counts[place].Quantity.ToString("0.#####", CultureInfo.InvariantCulture), ["calculated_at"] = SquareState.Time(state.Counts[place].CalculatedAt),
    };

    private void Tell((string Variation, string Location) place, DateTimeOffset now) =>
        hooks.Send("inventory.count.updated", place.Variation, "inventory_counts", new JsonObject { ["inventory_counts"] = new JsonArray(Show(place)), ["at"] = SquareState.Time(now) });
}
