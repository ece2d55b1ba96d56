using System.Net;
using System.Text.Json;
using RetailConnect.Connectors.Square.Api;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Puts a product into an item: what the merchant added stays, what the vendor computes is left out.</summary>
internal static class ItemMapper
{
    private const string FixedPricing = "FIXED_PRICING";

    /// <summary>Returns the item as it may be sent back: without the fields that only Square writes.</summary>
    public static CatalogObject Writable(CatalogObject item) => item with
    {
        UpdatedAt = null,
        CreatedAt = null,
        IsDeleted = null,
        CustomAttributeValues = item.CustomAttributeValues?.ToDictionary(entry => entry.Key, entry => entry.Value.Writable()),
        ItemContent = item.ItemContent is { } content ? content with
        {
            DescriptionPlaintext = null,
            Variations = [.. (content.Variations ?? []).Where(variation => variation.IsDeleted is not true).Select(Writable)],
        } : null,
        VariationContent = item.VariationContent is { } variation ? variation with
        {
            Ordinal = null,
            LocationOverrides = variation.LocationOverrides is { } overrides ? [.. overrides.Select(place => place with { SoldOut = null, SoldOutValidUntil = null })] : null,
        } : null,
    };

    /// <summary>True when the catalogue has the item exactly as it is to be.</summary>
    public static bool IsThere(ItemPlan plan, CatalogObject item) => plan.Existing is { } existing && Text(Writable(existing)) == Text(item);

    /// <summary>Returns the item that the product asks for.</summary>
    /// <param name="plan">The product and what is there of it.</param>
    /// <param name="attributes">Where attributes stand.</param>
    /// <exception cref="ConnectorException">A price can't be told in Square's units, or an attribute is of another type than its definition.</exception>
    public static CatalogObject Map(ItemPlan plan, IDictionary<string, SquareAttribute> attributes)
    {
        // A new item has a temporary id.
        var name = $"#item-{plan.Index + 1}";
        var product = plan.Envelope.Value;
        var item = plan.Existing is { } existing ? Writable(existing) : new CatalogObject { Type = CatalogObject.Item, Id = name, PresentAtAllLocations = true };
        var content = item.ItemContent ?? new ItemContent();
        var variations = (content.Variations ?? []).ToList();
        for (var i = 0; i < product.Variants.Count; i++)
        {
            var variant = product.Variants[i];
            var at = Place(variations, variant.Sku.Value, plan.Linked.GetValueOrDefault(variant.Sku.Value));
            if (at < 0)
            {
                variations.Add(Variation(new() { Type = CatalogObject.Variation, Id = $"{name}-{i + 1}", PresentAtAllLocations = true }, variant, item.Id));
            }
            else
            {
                variations[at] = Variation(variations[at], variant, item.Id);
            }
        }

        return item with
        {
            ItemContent = Described(content, product) with { Variations = variations, ImageIds = plan.Images is { } images ? images.Of(content.ImageIds) : content.ImageIds },
            CustomAttributeValues = ItemAttributes.Map(item.CustomAttributeValues, plan.Existing, product, attributes),
        };
    }

    /// <summary>Finds a variation by its link, else by its SKU.</summary>
    public static int Place(IReadOnlyList<CatalogObject> variations, string sku, string? linked)
    {
        var list = variations.ToList();
        var at = linked is null ? -1 : list.FindIndex(variation => variation.Id == linked);
        return at >= 0 ? at : list.FindIndex(variation => variation.VariationContent?.Sku?.Trim() == sku);
    }

    private static ItemContent Described(ItemContent content, Product product)
    {
        var archived = product.Status is ProductStatus.Archived;
        var named = content with { Name = product.Title, IsArchived = archived == (content.IsArchived ?? false) ? content.IsArchived : archived };
        if (product.Description is not { } text)
        {
            return named;
        }

        // Square keeps the two forms in step, and the HTML wins when both are sent.
        var html = WebUtility.HtmlEncode(text);
        return content.DescriptionHtml == html || content.Description == text ? named : named with { DescriptionHtml = html, Description = null };
    }

    private static CatalogObject Variation(CatalogObject there, ProductVariant variant, string item)
    {
        var content = there.VariationContent ?? new VariationContent();
        return there with
        {
            VariationContent = content with
            {
                ItemId = item,
                Name = variant.Title ?? content.Name ?? "Regular",
                Sku = variant.Sku.Value,
                Upc = variant.Gtin is { } gtin ? Upc(gtin) : content.Upc,
                PricingType = FixedPricing,
                PriceMoney = Price(variant.Price.Amount),
                TrackInventory = true,
            },
        };
    }

    /// <summary>Square shows 12 to 14 digits: a GTIN-8 is filled up with zeros, which does not change it.</summary>
    private static string Upc(Gtin gtin) => gtin.Value.Length < 12 ? gtin.Value.PadLeft(14, '0') : gtin.Value;

    private static SquareMoney Price(Money price)
    {
        try
        {
            return new(price.ToMinor(), price.Currency.Code);
        }
        catch (Exception exception) when (exception is InvalidOperationException or OverflowException)
        {
            throw new ConnectorException(FaultKind.Rejected, "A price is finer than the smallest unit of its currency, or too large.", exception) { Reason = "invalid-price" };
        }
    }

    private static string Text(CatalogObject item) => JsonSerializer.Serialize(item, SquareJson.Default.CatalogObject);
}
