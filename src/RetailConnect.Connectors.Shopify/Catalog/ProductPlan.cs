using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Plans what productSet is told. It deletes variants and options that it is not told of, so all that the shop has is repeated.</summary>
internal static class ProductPlan
{
    private const string Option = "Title";
    public const string OnlyValue = "Default Title";
    private const int MostCharacters = 255;

    /// <summary>Plans a write.</summary>
    /// <param name="product">The product.</param>
    /// <param name="handle">Its handle, when it is found by handle; null when by id.</param>
    /// <param name="there">What the shop has; null when the product was never written.</param>
    public static ProductSetInput Of(Product product, string? handle, ProductLayout? there)
    {
        var variants = IsOurs(there) ? Named(product, there) : Placed(product, there!);
        var options = variants.SelectMany(variant => variant.OptionValues).GroupBy(value => value.OptionName);
        return new(
            handle,
            product.Title,
            product.Description is { } description ? System.Net.WebUtility.HtmlEncode(description).ReplaceLineEndings("<br>") : null,
            TypeOf(product),
            product.Status is ProductStatus.Active ? "ACTIVE" : "ARCHIVED",
            [.. options.Select(option => new OptionInput(option.Key, [.. option.Select(value => value.Name).Distinct().Select(name => new Named(name))]))],
            variants);
    }

    private static bool IsOurs(ProductLayout? there) => there is null || there.Options is [{ Name: Option }];

    /// <summary>One option tells the variants apart: ours by their titles, others keep their value.</summary>
    private static List<VariantInput> Named(Product product, ProductLayout? there)
    {
        var others = Others(product, there);
        var taken = others.SelectMany(variant => variant.SelectedOptions).Select(option => option.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var only = product.Variants.Count == 1 && others.Count == 0;
        var ours = product.Variants.Select(variant =>
        {
            var name = only ? variant.Title ?? OnlyValue : variant.Title ?? variant.Sku.Value;
            name = taken.Add(Cut(name)) ? Cut(name) : Cut($"{variant.Sku.Value} {name}");
            taken.Add(name);
            return Input(variant, Match(product, variant, there)?.Id, [new(Option, name)]);
        });
        return [.. ours, .. others.Select(Kept)];
    }

    /// <summary>Somebody gave the product options of their own: known variants keep theirs, a new one has no place.</summary>
    private static List<VariantInput> Placed(Product product, ProductLayout there)
    {
        var ours = product.Variants.Select(variant => Match(product, variant, there) is { } known
            ? Input(variant, known.Id, Values(known))
            : throw new ConnectorException(FaultKind.Rejected, $"The product got options of its own in the shop, so that there is no telling which values {variant.Sku} has.")
            {
                Reason = "options-differ", Advice = "Add the variant in the shop with the right options and this SKU, then replay.",
            });
        return [.. ours, .. Others(product, there).Select(Kept)];
    }

    /// <summary>A variant is known by its SKU; a single one without SKU is the one of a product without choices.</summary>
    private static LayoutVariant? Match(Product product, ProductVariant variant, ProductLayout? there) =>
        there?.Variants.Nodes.FirstOrDefault(known => known.Sku?.Trim() == variant.Sku.Value)
        ?? (product.Variants.Count == 1 && there?.Variants.Nodes is [{ } single] && string.IsNullOrWhiteSpace(single.Sku) ? single : null);

    private static List<LayoutVariant> Others(Product product, ProductLayout? there)
    {
        var ours = product.Variants.Select(variant => Match(product, variant, there)?.Id).ToHashSet();
        return [.. (there?.Variants.Nodes ?? []).Where(variant => !ours.Contains(variant.Id))];
    }

    private static VariantInput Kept(LayoutVariant variant) => new(Values(variant)) { Id = variant.Id };

    private static IReadOnlyList<OptionValueInput> Values(LayoutVariant variant) => [.. variant.SelectedOptions.Select(option => new OptionValueInput(option.Name, option.Value))];

    private static VariantInput Input(ProductVariant variant, string? id, IReadOnlyList<OptionValueInput> values) => new(values)
    {
        Id = id,
        Sku = variant.Sku.Value,
        Barcode = variant.Gtin?.Value,
        Price = Amounts.Text(variant.Price.Amount.Amount),
        CompareAtPrice = CrossedOut(variant.Price.Tidy()),
        InventoryItem = new(Tracked: true, variant.Cost is { } cost ? Amounts.Text(cost.Amount) : null),
    };

    /// <summary>None is null and never 0; what is not known is not named.</summary>
    private static Clearable? CrossedOut(Price price) => price.CompareAt is { } before ? new(Amounts.Text(before.Amount)) : price.NoCompareAt is true ? Clearable.Nothing : null;

    /// <summary>The type under which the shop has products of a category; null leaves the shop's as it is.</summary>
    public static string? TypeOf(Product product) => product.Category is { } category ? Cut(category.Name) : null;

    private static string Cut(string text) => text.Length <= MostCharacters ? text : text[..MostCharacters];
}
