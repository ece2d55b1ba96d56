using System.Globalization;
using CustomConnector.Depot.Api.Contracts;
using RetailConnect.Http;

namespace CustomConnector.Depot.Catalog;

/// <summary>Item to product. An item that can't be mapped is a fault of its own, so that the rest of the page goes on.</summary>
internal static class ItemMapper
{
    public static Change<Product> Map(Item item)
    {
        var version = item.Version.ToString(CultureInfo.InvariantCulture);
        if (item.Trouble is { } place)
        {
            return Change.Unreadable<Product>(item.Id, version, VendorEntries.Fault(place));
        }

        return (StatusOf(item.Status), Currency.TryParse(item.Currency, out var currency)) switch
        {
            ({ } status, true) => Change.Upserted<Product>(item.Id, version, ProductOf(item, status, currency)) with { ModifiedAt = item.ChangedAt },
            (null, _) => Unreadable(item, version, $"Item '{item.Id}' has a status that is not known."),
            _ => Unreadable(item, version, $"Item '{item.Id}' has prices in a currency that is not known."),
        };
    }

    private static ProductStatus? StatusOf(string status) => status switch { "active" => ProductStatus.Active, "archived" => ProductStatus.Archived, _ => null };

    private static Product ProductOf(Item item, ProductStatus status, Currency currency) => new()
    {
        Id = item.Id, Title = item.Name, Description = item.Description, Status = status, Variants = [.. item.Variants.Select(variant => VariantOf(variant, currency))],
    };

    private static ProductVariant VariantOf(ItemVariant variant, Currency currency) => new()
    {
        Sku = new(variant.Sku.Trim()), Title = variant.Label, Gtin = Gtin.TryParse(variant.Barcode, out var gtin) ? gtin : null, Price = Price.Of(new(variant.Price, currency)),
    };

    private static Change<Product> Unreadable(Item item, string version, string message) =>
        Change.Unreadable<Product>(item.Id, version, new ConnectorException(FaultKind.Rejected, message) { Reason = Reasons.UnknownValue });
}
