using System.Globalization;
using RetailConnect.Connectors.BusinessCentral.Api;
using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Catalog;

/// <summary>Item to product.</summary>
internal static class ItemMapper
{
    public static Change<Product> Map(Item item, IReadOnlyDictionary<string, string> categories, IReadOnlyList<ProductImage>? images, DateTimeOffset read, BusinessCentralOptions options)
    {
        var id = new ExternalId(item.Id.ToString());
        var version = VersionOf(item, read);
        if (item.Trouble is { } place)
        {
            return Change.Unreadable<Product>(id, version, VendorEntries.Fault(place));
        }

        if (string.IsNullOrWhiteSpace(item.Number))
        {
            return Unreadable(id, version, "The item has no number.");
        }

        if (item.UnitPrice is null)
        {
            return Unreadable(id, version, $"Item {item.Number} has no unit price.");
        }

        if (item.MoreVariants is not null)
        {
            return Unreadable(id, version, $"Item {item.Number} has more variants than one answer holds; raise PageSize.");
        }

        IReadOnlyList<ProductAttribute>? attributes;
        try
        {
            attributes = ItemAttributes.Map(item, options.ItemAttributes);
        }
        catch (ConnectorException fault)
        {
            return Change.Unreadable<Product>(id, version, fault);
        }

        var change = Map(item, id, version, categories, attributes, options);
        return change with { Value = change.Value! with { Images = images } };
    }

    private static Change<Product> Map(Item item, ExternalId id, string version, IReadOnlyDictionary<string, string> categories, IReadOnlyList<ProductAttribute>? attributes, BusinessCentralOptions options)
    {
        var currency = new Currency(options.LocalCurrency);
        var price = new Price { Amount = new(item.UnitPrice!.Value, currency), TaxIncluded = item.PriceIncludesTax };
        Money? cost = item.UnitCost is { } unitCost ? new(unitCost, currency) : null;
        var product = new Product
        {
            Id = id,
            Title = string.IsNullOrWhiteSpace(item.DisplayName) ? item.Number!.Trim() : item.DisplayName.Trim(),
            Category = CategoryFinder.CodeOf(item) is { } code ? new() { Code = code, Name = categories[code] } : null,
            Status = item.Blocked == true ? ProductStatus.Archived : ProductStatus.Active,
            Variants = Variants(item, price, cost, options.VariantSeparator),
            Attributes = attributes,
        };
        return Change.Upserted(id, version, product) with { Links = Links(item, options.VariantSeparator), ModifiedAt = ModifiedAt(item) };
    }

    /// <summary>A variant has no price of its own, and an item's barcode is of no single variant.</summary>
    private static IReadOnlyList<ProductVariant> Variants(Item item, Price price, Money? cost, string separator) => item.ItemVariants is { Count: > 0 } variants
        ? [.. variants.Select(variant => new ProductVariant
        {
            Sku = SkuRule.Compose(item.Number!, variant.Code, separator), Title = string.IsNullOrWhiteSpace(variant.Description) ? variant.Code : variant.Description.Trim(), Price = price, Cost = cost,
        })]
        : [new() { Sku = SkuRule.Compose(item.Number!, null, separator), Gtin = GtinOf(item), Price = price, Cost = cost }];

    /// <summary>The SKUs of an item that has a number, each with its barcode where it has one of its own.</summary>
    public static IEnumerable<(Sku Sku, Gtin? Gtin)> Skus(Item item, string separator) => item.ItemVariants is { Count: > 0 } variants
        ? variants.Select(variant => (SkuRule.Compose(item.Number!, variant.Code, separator), default(Gtin?)))
        : [(SkuRule.Compose(item.Number!, null, separator), GtinOf(item))];

    private static Gtin? GtinOf(Item item) => Gtin.TryParse(item.Gtin?.Trim(), out var gtin) ? gtin : null;

    public static IReadOnlyList<EntityLink> Links(Item item, string separator) => item.ItemVariants is { Count: > 0 } variants
        ? [.. variants.Select(variant => Link(SkuRule.Compose(item.Number!, variant.Code, separator), new(item.Number!.Trim(), variant.Id)))]
        : [Link(SkuRule.Compose(item.Number!, null, separator), new(item.Number!.Trim(), null))];

    private static EntityLink Link(Sku sku, ItemKey key) => new(EntityType.Variant, new(sku.Value), key.ToExternal());

    /// <summary>A changed or removed variant does not touch its item, so the newest time and the number of variants count.</summary>
    private static string VersionOf(Item item, DateTimeOffset read) => string.Create(CultureInfo.InvariantCulture, $"{Versions.Format(ModifiedAt(item) ?? read)}/{item.ItemVariants?.Count ?? 0}");

    private static DateTimeOffset? ModifiedAt(Item item) => (item.ItemVariants ?? []).Select(variant => Versions.Time(variant.LastModifiedDateTime)).Append(Versions.Time(item.LastModifiedDateTime)).Max();

    private static Change<Product> Unreadable(ExternalId id, string version, string message) =>
        Change.Unreadable<Product>(id, version, new(FaultKind.Rejected, message) { Reason = Reasons.UnknownValue });
}
