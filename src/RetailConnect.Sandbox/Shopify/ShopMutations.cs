using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutations, with the rules that the schema does not show.</summary>
internal sealed class ShopMutations(ShopState state, ShopViews views, ShopHooks hooks, TimeProvider time)
{
    private const int MostQuantities = 250;
    private static readonly string[] Reasons = ["correction", "cycle_count_available", "damaged", "movement_created", "movement_received", "movement_updated", "other", "promotion", "quality_control", "received", "reservation_created", "restock", "safety_stock", "shrinkage"];
    private readonly Dictionary<string, (string Input, Obj Payload)> remembered = [];

    public Obj ProductSet(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        var identifier = context.GetArgument<Dictionary<string, object?>?>("identifier");
        var id = identifier?.GetValueOrDefault("id") as string ?? input.GetValueOrDefault("id") as string;
        var handle = identifier?.GetValueOrDefault("handle") as string ?? input.GetValueOrDefault("handle") as string;
        var product = id is not null ? state.Products.GetValueOrDefault(id) : state.Products.Values.FirstOrDefault(row => row.Handle == handle);
        if (id is not null && product is null)
        {
            return Failed("ProductSet", "PRODUCT_DOES_NOT_EXIST", ["identifier", "id"], "Product does not exist");
        }

        var wanted = (input.GetValueOrDefault("variants") as IEnumerable<object?>)?.Cast<Dictionary<string, object?>>().ToList();
        if (wanted is not null && input.GetValueOrDefault("productOptions") is null && product is null)
        {
            return Failed("ProductSet", "PRODUCT_OPTIONS_INPUT_MISSING", ["input", "productOptions"], "Product options input is required when updating variants");
        }

        if (product is null && input.GetValueOrDefault("title") is not string { Length: > 0 })
        {
            return Failed("ProductSet", "INVALID_INPUT", ["input", "title"], "Title can't be blank");
        }

        var now = time.GetUtcNow();
        product ??= Add(handle ?? Guess((string)input["title"]!), now);
        Fill(product, input, wanted, now);
        hooks.Product(product);
        return new("ProductSetPayload", ("product", views.Product(product)), ("userErrors", new List<Obj>()));
    }

    public Obj SetQuantities(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        return Once(context, input, () => SetQuantities(input));
    }

    public Obj Activate(IResolveFieldContext context)
    {
        var arguments = new Dictionary<string, object?>
        {
            ["inventoryItemId"] = context.GetArgument<string>("inventoryItemId"), ["locationId"] = context.GetArgument<string>("locationId"), ["available"] = context.GetArgument<int?>("available"),
        };
        return Once(context, arguments, () =>
        {
            if (!state.Items.TryGetValue((string)arguments["inventoryItemId"]!, out var variant) || !state.Locations.TryGetValue((string)arguments["locationId"]!, out var location))
            {
                return new("InventoryActivatePayload", ("inventoryLevel", null), ("userErrors", new List<Obj> { new("UserError", ("field", new List<string> { "inventoryItemId" }), ("message", "The product couldn't be stocked at the location because it wasn't found.")) }));
            }

            return new("InventoryActivatePayload", ("inventoryLevel", views.Level(Stock(variant, location, (int?)arguments["available"] ?? 0))), ("userErrors", new List<Obj>()));
        });
    }

    public Obj Toggle(IResolveFieldContext context)
    {
        if (!state.Items.TryGetValue(context.GetArgument<string>("inventoryItemId"), out var variant))
        {
            return ToggleFailed("INVENTORY_ITEM_NOT_FOUND", "inventoryItemId", "The inventory item couldn't be found.");
        }

        var levels = new List<Obj>();
        foreach (var update in context.GetArgument<List<Dictionary<string, object?>>>("inventoryItemUpdates"))
        {
            if (!state.Locations.TryGetValue((string)update["locationId"]!, out var location))
            {
                return ToggleFailed("LOCATION_NOT_FOUND", "inventoryItemUpdates", "The location couldn't be found.");
            }

            if (!(bool)update["activate"]!)
            {
                state.Levels.Remove((variant.Item, location.Id));
                continue;
            }

            levels.Add(views.Level(Stock(variant, location, 0)));
        }

        return new("InventoryBulkToggleActivationPayload", ("inventoryItem", views.Item(variant)), ("inventoryLevels", levels), ("userErrors", new List<Obj>()));
    }

    public Obj CreateSubscription(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("webhookSubscription");
        var topic = context.GetArgument<string>("topic");
        if (Address(input) is not { } uri)
        {
            return Failed("WebhookSubscriptionCreate", null, ["webhookSubscription", "uri"], "Address is invalid");
        }

        if (state.Subscriptions.Values.Any(row => row.Topic == topic && row.Uri == uri))
        {
            return Failed("WebhookSubscriptionCreate", null, ["webhookSubscription", "uri"], "Address for this topic has already been taken");
        }

        var subscription = new SubscriptionRow { Id = state.NewId("WebhookSubscription"), Topic = topic, Uri = uri, CreatedAt = time.GetUtcNow(), UpdatedAt = time.GetUtcNow() };
        state.Subscriptions[subscription.Id] = subscription;
        return new("WebhookSubscriptionCreatePayload", ("webhookSubscription", ShopViews.Subscription(subscription)), ("userErrors", new List<Obj>()));
    }

    public Obj UpdateSubscription(IResolveFieldContext context)
    {
        if (!state.Subscriptions.TryGetValue(context.GetArgument<string>("id"), out var subscription))
        {
            return Failed("WebhookSubscriptionUpdate", null, ["id"], "Webhook subscription does not exist");
        }

        if (Address(context.GetArgument<Dictionary<string, object?>>("webhookSubscription")) is not { } uri)
        {
            return Failed("WebhookSubscriptionUpdate", null, ["webhookSubscription", "uri"], "Address is invalid");
        }

        subscription.Uri = uri;
        subscription.UpdatedAt = time.GetUtcNow();
        return new("WebhookSubscriptionUpdatePayload", ("webhookSubscription", ShopViews.Subscription(subscription)), ("userErrors", new List<Obj>()));
    }

    public Obj DeleteSubscription(IResolveFieldContext context)
    {
        var id = context.GetArgument<string>("id");
        return state.Subscriptions.Remove(id)
            ? new("WebhookSubscriptionDeletePayload", ("deletedWebhookSubscriptionId", id), ("userErrors", new List<Obj>()))
            : new("WebhookSubscriptionDeletePayload", ("deletedWebhookSubscriptionId", null), ("userErrors", new List<Obj> { new("UserError", ("field", new List<string> { "id" }), ("message", "Webhook subscription does not exist")) }));
    }

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

    private static string? Address(Dictionary<string, object?> input) =>
        input.GetValueOrDefault("uri") is string text && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text : null;

    private static string Guess(string title) => title.ToLowerInvariant().Replace(' ', '-');

    private static Obj Failed(string mutation, string? code, List<string> field, string message)
    {
        var type = mutation is "ProductSet" ? "ProductSetUserError" : "UserError";
        (string, object?)[] common = [("field", field), ("message", message)];
        var error = code is null ? new Obj(type, common) : new Obj(type, [.. common, ("code", code)]);
        return new($"{mutation}Payload", (mutation is "ProductSet" ? "product" : "webhookSubscription", null), ("userErrors", new List<Obj> { error }));
    }

    /// <summary>Mandatory since 2026-04: the same key and input give the stored answer, another input is an error.</summary>
    private Obj Once(IResolveFieldContext context, Dictionary<string, object?> input, Func<Obj> run)
    {
        if (context.Directives is not { } directives || !directives.TryGetValue("idempotent", out var directive) || directive.GetArgument<string>("key") is not { Length: > 0 and <= 255 } key)
        {
            throw new ExecutionError($"The @idempotent directive is required for the {context.FieldDefinition.Name} mutation") { Code = "BAD_REQUEST" };
        }

        var hash = Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input)));
        var scope = $"{context.FieldDefinition.Name}/{key}";
        if (remembered.TryGetValue(scope, out var earlier))
        {
            return earlier.Input == hash ? earlier.Payload : QuantityErrors([("IDEMPOTENCY_KEY_PARAMETER_MISMATCH", [], "The same idempotency key was used with different parameters.")]);
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

    private ProductRow Add(string handle, DateTimeOffset now)
    {
        var product = new ProductRow { Id = state.NewId("Product"), Handle = handle, CreatedAt = now };
        state.Products[product.Id] = product;
        return product;
    }

    private void Fill(ProductRow product, Dictionary<string, object?> input, List<Dictionary<string, object?>>? wanted, DateTimeOffset now)
    {
        product.Title = input.GetValueOrDefault("title") as string ?? product.Title;
        product.Html = input.GetValueOrDefault("descriptionHtml") as string ?? product.Html;
        product.Status = input.GetValueOrDefault("status") as string ?? product.Status;
        product.UpdatedAt = now;
        if (wanted is null)
        {
            return;
        }

        // The list as given is the list as it will be: a variant that is not named is deleted.
        var kept = wanted.Select(item => Set(product, item, now)).ToHashSet();
        foreach (var gone in product.Variants.Where(variant => !kept.Contains(variant)).ToList())
        {
            product.Variants.Remove(gone);
            state.Variants.Remove(gone.Id);
            state.Items.Remove(gone.Item);
        }
    }

    private VariantRow Set(ProductRow product, Dictionary<string, object?> input, DateTimeOffset now)
    {
        var title = ((IEnumerable<object?>)input["optionValues"]!).Cast<Dictionary<string, object?>>().Select(value => value.GetValueOrDefault("name") as string).FirstOrDefault() ?? "Default Title";
        var variant = input.GetValueOrDefault("id") is string id ? state.Variants[id] : product.Variants.FirstOrDefault(row => row.Title == title);
        if (variant is null)
        {
            variant = new VariantRow { Id = state.NewId("ProductVariant"), Item = state.NewId("InventoryItem"), Product = product, CreatedAt = now };
            product.Variants.Add(variant);
            state.Variants[variant.Id] = variant;
            state.Items[variant.Item] = variant;
        }

        var item = input.GetValueOrDefault("inventoryItem") as Dictionary<string, object?>;
        variant.Title = title;
        variant.Sku = input.GetValueOrDefault("sku") as string ?? item?.GetValueOrDefault("sku") as string ?? variant.Sku;
        variant.Barcode = input.GetValueOrDefault("barcode") as string ?? variant.Barcode;
        variant.Price = Number(input.GetValueOrDefault("price")) ?? variant.Price;
        variant.CompareAt = input.TryGetValue("compareAtPrice", out var compare) ? Number(compare) : variant.CompareAt;
        variant.Cost = Number(item?.GetValueOrDefault("cost")) ?? variant.Cost;
        variant.Tracked = item?.GetValueOrDefault("tracked") as bool? ?? variant.Tracked;
        variant.UpdatedAt = now;
        return variant;
    }

    private static decimal? Number(object? value) => value is string text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
}
