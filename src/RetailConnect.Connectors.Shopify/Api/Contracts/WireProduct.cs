namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WireProduct(
    string Id, string Title, string Status, DateTimeOffset UpdatedAt, Connection<WireVariant> Variants, string? Description = null, string? ProductType = null);

internal sealed record WireVariant(
    string Id, string Title, string Price, WireItem InventoryItem, string? Sku = null, string? Barcode = null, string? CompareAtPrice = null);

internal sealed record WireItem(string Id, WireMoney? UnitCost = null);
