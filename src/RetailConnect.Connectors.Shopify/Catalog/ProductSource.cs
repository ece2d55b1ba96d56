using System.Globalization;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog;

/// <summary>Reads products with their variants and prices.</summary>
internal sealed class ProductSource(ShopifyClient client, TimeProvider time) : IChangeSource<Product>, IEntitySource<Product>
{
    public const int AtOnce = 5;

    public async ValueTask<ChangePage<Product>> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        var window = WindowCursor.Open(request, time.GetUtcNow());
        var data = await client.RunAsync(Documents.Products, Wires.Page(window, Math.Min(AtOnce, request.PageSize)), cancellationToken);
        return Wires.Close([.. data.Products!.Nodes.Select(product => Map(product, data.Shop!.CurrencyCode))], window, data.Products.PageInfo);
    }

    public async ValueTask<IReadOnlyList<Change<Product>>> ReadAsync(IReadOnlyList<ExternalId> entities, CancellationToken cancellationToken)
    {
        var data = await client.RunAsync(Documents.ProductsById, Wires.Ids(entities.Select(id => id.Value)), cancellationToken);
        return [.. data.ProductNodes!.OfType<ProductWire>().Where(product => product.Id is not null).Select(product => Map(product, data.Shop!.CurrencyCode))];
    }

    private static Change<Product> Map(ProductWire wire, string currency) => wire.Variants!.PageInfo is { HasNextPage: true }
        ? Change.Unreadable<Product>(wire.Id, wire.UpdatedAt, new ConnectorException(FaultKind.Rejected, "The product has more than fifty variants.") { Reason = "product-too-large" })
        : Wires.Map(wire.Id, wire.UpdatedAt, () => new Product
        {
            Id = wire.Id, Title = wire.Title, Description = wire.Description, Status = wire.Status is "ARCHIVED" ? ProductStatus.Archived : ProductStatus.Active, Variants = [.. wire.Variants.Nodes.Select(variant => Variant(variant, currency))],
        }) with { Links = [.. wire.Variants.Nodes.Where(variant => !string.IsNullOrEmpty(variant.Sku)).Select(variant => new EntityLink(EntityType.Variant, new(variant.Sku!), variant.InventoryItem.Id))] };

    private static ProductVariant Variant(VariantWire wire, string currency)
    {
        Money Amount(string text) => new(decimal.Parse(text, CultureInfo.InvariantCulture), currency);
        return new()
        {
            Sku = new((wire.Sku ?? "").Trim()), Title = wire.Title, Gtin = Gtin.TryParse(wire.Barcode, out var gtin) ? gtin : null,
            Price = new() { Amount = Amount(wire.Price), CompareAt = wire.CompareAtPrice is { } compare ? Amount(compare) : null },
            Cost = wire.InventoryItem.UnitCost is { } cost ? new Money(decimal.Parse(cost.Amount, CultureInfo.InvariantCulture), cost.CurrencyCode) : null,
        };
    }
}
