using System.Globalization;
using GraphQL;

namespace RetailConnect.Sandbox.Shopify;

/// <summary>The mutation productSet: everything is checked before anything is written.</summary>
internal sealed class ShopProducts(ShopState state, ShopViews views, ShopHooks hooks, TimeProvider time)
{
    public Obj Set(IResolveFieldContext context)
    {
        var input = context.GetArgument<Dictionary<string, object?>>("input");
        var identifier = context.GetArgument<Dictionary<string, object?>?>("identifier");
        var wanted = (input.GetValueOrDefault("variants") as IEnumerable<object?>)?.Cast<Dictionary<string, object?>>().ToList();
        var product = Find(identifier, input);
        if ((ProblemOf(identifier, input, product) ?? ProblemOf(input, wanted, product)) is var (code, field, message))
        {
            return new("ProductSetPayload", ("product", null), ("userErrors", new List<Obj> { new("ProductSetUserError", ("code", code), ("field", field.Split('.').ToList()), ("message", message)) }));
        }

        var now = time.GetUtcNow();
        product ??= Add(Text(input, "handle") ?? Guess(Text(input, "title")!), now);
        Fill(product, input, wanted, now);
        hooks.Product(product);
        return new("ProductSetPayload", ("product", views.Product(product)), ("userErrors", new List<Obj>()));
    }

    /// <summary>The mutation publishablePublish; publishing again changes nothing.</summary>
    public Obj Publish(IResolveFieldContext context)
    {
        var inputs = context.GetArgument<List<Dictionary<string, object?>>>("input");
        var id = context.GetArgument<string>("id");
        var published = state.Products.GetValueOrDefault(id)?.Publications ?? state.Collections.GetValueOrDefault(id)?.Publications;
        var unknown = inputs.FindIndex(input => Text(input, "publicationId") is not { } named || !state.Publications.ContainsKey(named));
        if (published is null || unknown >= 0)
        {
            var (field, message) = published is null ? (new List<string> { "id" }, "Resource does not exist.") : (["input", $"{unknown}", "publicationId"], "Publication does not exist or is not publishable.");
            return new("PublishablePublishPayload", ("userErrors", new List<Obj> { new("UserError", ("field", field), ("message", message)) }));
        }

        published.UnionWith(inputs.Select(input => Text(input, "publicationId")!));
        return new("PublishablePublishPayload", ("userErrors", new List<Obj>()));
    }

    /// <summary>Without an identifier only the id names a product that is there; a handle alone is the one of a new product.</summary>
    private ProductRow? Find(Dictionary<string, object?>? identifier, Dictionary<string, object?> input)
    {
        var id = identifier is null ? Text(input, "id") : Text(identifier, "id");
        return id is not null ? state.Products.GetValueOrDefault(id) : identifier is not null && Text(identifier, "handle") is { } handle ? ByHandle(handle) : null;
    }

    private (string Code, string Field, string Message)? ProblemOf(Dictionary<string, object?>? identifier, Dictionary<string, object?> input, ProductRow? product)
    {
        var (named, handle) = (identifier is null ? null : Text(identifier, "handle"), Text(input, "handle"));
        return (identifier, product) switch
        {
            ({ }, _) when Text(input, "id") is not null => ("ID_NOT_ALLOWED", "input.id", "The id field is not allowed if identifier is provided."),
            ({ }, null) when Text(identifier, "id") is not null => ("PRODUCT_DOES_NOT_EXIST", "identifier.id", "Product does not exist"),
            (null, null) when Text(input, "id") is not null => ("PRODUCT_DOES_NOT_EXIST", "input.id", "Product does not exist"),
            _ when named is not null && handle is null => ("MISSING_FIELD_REQUIRED", "input.handle", "The input field corresponding to the identifier is required."),
            _ when named is not null && handle != named => ("INPUT_MISMATCH", "input.handle", "The identifier value does not match the value of the corresponding field in the input."),
            _ when handle is not null && ByHandle(handle) is { } other && other != product => ("HANDLE_NOT_UNIQUE", "input.handle", "Handle already in use. Please provide a new handle."),
            _ => null,
        };
    }

    private static (string Code, string Field, string Message)? ProblemOf(Dictionary<string, object?> input, List<Dictionary<string, object?>>? wanted, ProductRow? product)
    {
        var options = input.GetValueOrDefault("productOptions") is not null;
        var ids = wanted?.Select(variant => Text(variant, "id")).OfType<string>().ToList() ?? [];
        return (options, wanted) switch
        {
            _ when string.IsNullOrWhiteSpace(Text(input, "title") ?? product?.Title) => ("INVALID_INPUT", "input.title", "Title can't be blank"),
            (false, not null) => ("PRODUCT_OPTIONS_INPUT_MISSING", "input.productOptions", "Product options input is required when updating variants"),
            (true, null) => ("VARIANTS_INPUT_MISSING", "input.variants", "Variants input is required when updating product options"),
            _ when ids.Any(id => product?.Variants.Any(variant => variant.Id == id) != true) => ("PRODUCT_VARIANT_DOES_NOT_EXIST", "input.variants", "Product variant does not exist."),
            _ when ids.Distinct().Count() != ids.Count || wanted?.DistinctBy(TitleOf).Count() != wanted?.Count => ("INVALID_VARIANT", "input.variants", "A variant is listed twice."),
            _ when wanted?.Any(variant => Number(variant.GetValueOrDefault("price")) < 0) == true => ("INVALID_VARIANT", "input.variants", "Price must be greater than or equal to 0"),
            _ => null,
        };
    }

    private ProductRow? ByHandle(string handle) => state.Products.Values.FirstOrDefault(row => row.Handle == handle);

    private static string? Text(Dictionary<string, object?> fields, string name) => fields.GetValueOrDefault(name) as string;

    private static string TitleOf(Dictionary<string, object?> variant) =>
        ((IEnumerable<object?>)variant["optionValues"]!).Cast<Dictionary<string, object?>>().Select(value => Text(value, "name")).FirstOrDefault() ?? "Default Title";

    private string Guess(string title)
    {
        var handle = title.ToLowerInvariant().Replace(' ', '-');
        return ByHandle(handle) is null ? handle : Enumerable.Range(1, int.MaxValue).Select(number => $"{handle}-{number}").First(suffixed => ByHandle(suffixed) is null);
    }

    private ProductRow Add(string handle, DateTimeOffset now)
    {
        var product = new ProductRow { Id = state.NewId("Product"), Handle = handle, CreatedAt = now };
        state.Products[product.Id] = product;
        return product;
    }

    private void Fill(ProductRow product, Dictionary<string, object?> input, List<Dictionary<string, object?>>? wanted, DateTimeOffset now)
    {
        product.Handle = Text(input, "handle") ?? product.Handle;
        product.Title = input.GetValueOrDefault("title") as string ?? product.Title;
        product.Html = input.GetValueOrDefault("descriptionHtml") as string ?? product.Html;
        product.Type = input.GetValueOrDefault("productType") as string ?? product.Type;
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
            state.Levels.Keys.Where(key => key.Item == gone.Item).ToList().ForEach(key => state.Levels.Remove(key));
        }
    }

    private VariantRow Set(ProductRow product, Dictionary<string, object?> input, DateTimeOffset now)
    {
        var title = TitleOf(input);
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
