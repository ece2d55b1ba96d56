using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutations of stock, with the rules that the schema does not show.</summary>
internal sealed class ShopStock(ShopState state, ShopViews views, ShopHooks hooks, TimeProvider time)
{
    private const int MostQuantities = 250;
    private const int MostUnits = 1_000_000_000;
    private static readonly string[] Reasons = ["correction", "cycle_count_available", "damaged", "movement_created", "movement_received", "movement_updated", "other", "promotion", "quality_control", "received", "reservation_created", "restock", "safety_stock", "shrinkage"];
    private readonly Dictionary<string, (string Input, Obj Payload)> remembered = [];

    public Obj SetQuantities(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        return Once(context, input, () => SetQuantities(input), message => QuantityErrors([("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", [], message)]));
    }

    public Obj Activate(IResolveFieldContext context)
    {
        var (item, place, units) = (context.GetArgument<string>("inventoryItemId"), context.GetArgument<string>("locationId"), context.GetArgument<int?>("available"));
        var arguments = new Dictionary<string, object?> { ["inventoryItemId"] = item, ["locationId"] = place, ["available"] = units, ["onHand"] = context.GetArgument<int?>("onHand") };
        return Once(context, arguments, () => (state.Items.GetValueOrDefault(item), state.Locations.GetValueOrDefault(place)) switch
        {
            ({ } variant, { } location) when Fits(units ?? 0) => new("InventoryActivatePayload", ("inventoryLevel", views.Level(Stock(variant, location, units ?? 0))), ("userErrors", new List<Obj>())),
            ({ }, { }) => ActivateFailed("available", "The total quantity is out of range."),
            _ => ActivateFailed("inventoryItemId", "The product couldn't be stocked at the location because it wasn't found."),
        }, message => ActivateFailed("inventoryItemId", message));
    }

    public Obj Toggle(IResolveFieldContext context)
    {
        if (!state.Items.TryGetValue(context.GetArgument<string>("inventoryItemId"), out var variant))
        {
            return ToggleFailed("INVENTORY_ITEM_NOT_FOUND", "inventoryItemId", "The inventory item couldn't be found.");
        }

        var updates = context.GetArgument<List<Dictionary<string, object?>>>("inventoryItemUpdates");
        if (updates.Any(update => !state.Locations.ContainsKey((string)update["locationId"]!)))
        {
            return ToggleFailed("LOCATION_NOT_FOUND", "inventoryItemUpdates", "The location couldn't be found.");
        }

        var levels = new List<Obj>();
        foreach (var update in updates)
        {
            var location = state.Locations[(string)update["locationId"]!];
            if ((bool)update["activate"]!)
            {
                levels.Add(views.Level(Stock(variant, location, 0)));
            }
            else
            {
                state.Levels.Remove((variant.Item, location.Id));
            }
        }

        return new("InventoryBulkToggleActivationPayload", ("inventoryItem", views.Item(variant)), ("inventoryLevels", levels), ("userErrors", new List<Obj>()));
    }

    private static bool Fits(int units) => units is >= -MostUnits and <= MostUnits;

    private static Obj ActivateFailed(string field, string message) => new(
        "InventoryActivatePayload", ("inventoryLevel", null), ("userErrors", new List<Obj> { new("UserError", ("field", new List<string> { field }), ("message", message)) }));

    private static Obj ToggleFailed(string code, string field, string message) => new(
        "InventoryBulkToggleActivationPayload", ("inventoryItem", null), ("inventoryLevels", null),
        ("userErrors", new List<Obj> { new("InventoryBulkToggleActivationUserError", ("code", code), ("field", new List<string> { field }), ("message", message)) }));

    /// <summary>Stocks an item at a location; one that is stocked there keeps its quantity.</summary>
    private LevelRow Stock(VariantRow variant, LocationRow location, int available)
    {
        if (!state.Levels.TryGetValue((variant.Item, location.Id), out var level))
        {
            var id = $"gid://shopify/InventoryLevel/{ShopState.Tail(location.Id)}?inventory_item_id={ShopState.Tail(variant.Item)}";
            state.Levels[(variant.Item, location.Id)] = level = new LevelRow { Id = id, Variant = variant, Location = location, Available = available, UpdatedAt = time.GetUtcNow() };
        }

        return level;
    }

    /// <summary>Mandatory since 2026-04: the same key and input give the stored answer, another input is an error.</summary>
    private Obj Once(IResolveFieldContext context, Dictionary<string, object?> input, Func<Obj> run, Func<string, Obj> mismatch)
    {
        if (context.Directives is not { } directives || !directives.TryGetValue("idempotent", out var directive) || directive.GetArgument<string>("key") is not { Length: <= 255 } key || string.IsNullOrWhiteSpace(key))
        {
            throw new ExecutionError($"The @idempotent directive is required for the {context.FieldDefinition.Name} mutation") { Code = "BAD_REQUEST" };
        }

        var hash = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input)));
        var scope = $"{context.FieldDefinition.Name}/{key}";
        if (remembered.TryGetValue(scope, out var earlier))
        {
            return earlier.Input == hash ? earlier.Payload : mismatch("The same idempotency key cannot be used with different operation parameters.");
        }

        var payload = run();
        remembered[scope] = (hash, payload);
        return payload;
    }

    private Obj SetQuantities(Dictionary<string, object?> input)
    {
        var lines = ((IEnumerable<object?>)input["quantities"]!).Cast<Dictionary<string, object?>>().ToList();
        if (lines.Count > MostQuantities)
        {
            throw new ExecutionError($"The input array size of {lines.Count} is greater than the maximum allowed of {MostQuantities}.") { Code = "MAX_INPUT_SIZE_EXCEEDED" };
        }

        var errors = new List<(string Code, List<string> Field, string Message)>();
        if ((string)input["name"]! is not "available")
        {
            errors.Add(("INVALID_NAME", ["input", "name"], "The quantity name must be 'available'."));
        }

        if (!Reasons.Contains((string)input["reason"]!))
        {
            errors.Add(("INVALID_REASON", ["input", "reason"], "The specified reason is invalid."));
        }

        for (var i = 0; i < lines.Count; i++)
        {
            Check(lines, i, errors);
        }

        return errors.Count > 0 ? QuantityErrors(errors) : Swap(lines, (string)input["reason"]!);
    }

    private void Check(List<Dictionary<string, object?>> lines, int index, List<(string Code, List<string> Field, string Message)> errors)
    {
        var line = lines[index];
        List<string> At(string field) => ["input", "quantities", index.ToString(CultureInfo.InvariantCulture), field];
        var (item, location) = ((string)line["inventoryItemId"]!, (string)line["locationId"]!);
        if (!line.TryGetValue("changeFromQuantity", out var expected))
        {
            throw new ExecutionError("changeFromQuantity is required; pass null to skip the check.") { Code = "BAD_REQUEST" };
        }

        if (lines.FindIndex(other => Equals(other["inventoryItemId"], item) && Equals(other["locationId"], location)) < index)
        {
            errors.Add(("NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR", At("locationId"), "The combination of inventoryItemId and groupId must be unique."));
        }
        else if (!state.Items.ContainsKey(item))
        {
            errors.Add(("INVALID_INVENTORY_ITEM", At("inventoryItemId"), "The specified inventory item could not be found."));
        }
        else if (!state.Locations.ContainsKey(location))
        {
            errors.Add(("INVALID_LOCATION", At("locationId"), "The specified location could not be found."));
        }
        else if (!state.Levels.TryGetValue((item, location), out var level))
        {
            errors.Add(("INVALID_LOCATION", At("locationId"), "The specified inventory item is not stocked at the location."));
        }
        else if (!Fits((int)line["quantity"]!))
        {
            errors.Add((line["quantity"] is > 0 ? "INVALID_QUANTITY_TOO_HIGH" : "INVALID_QUANTITY_TOO_LOW", At("quantity"), "The total quantity is out of range."));
        }
        else if (expected is int number && number != level.Available)
        {
            errors.Add(("CHANGE_FROM_QUANTITY_STALE", At("changeFromQuantity"), "The changeFromQuantity value does not match the persisted quantity."));
        }
    }

    private Obj Swap(List<Dictionary<string, object?>> lines, string reason)
    {
        var now = time.GetUtcNow();
        foreach (var line in lines)
        {
            var level = state.Levels[((string)line["inventoryItemId"]!, (string)line["locationId"]!)];
            level.Available = (int)line["quantity"]!;
            level.UpdatedAt = now;
            hooks.Level(level);
        }

        var group = new Obj("InventoryAdjustmentGroup", ("id", state.NewId("InventoryAdjustmentGroup")), ("createdAt", ShopViews.Time(now)), ("reason", reason), ("referenceDocumentUri", null));
        return new("InventorySetQuantitiesPayload", ("inventoryAdjustmentGroup", group), ("userErrors", new List<Obj>()));
    }

    private static Obj QuantityErrors(List<(string Code, List<string> Field, string Message)> errors) => new(
        "InventorySetQuantitiesPayload", ("inventoryAdjustmentGroup", null),
        ("userErrors", errors.Select(error => new Obj("InventorySetQuantitiesUserError", ("code", error.Code), ("field", error.Field), ("message", error.Message))).ToList()));
}
