using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Tells stocked goods from what else a line may sell.</summary>
internal static class Lines
{
    public static OrderLineKind KindOf(bool giftCard, string? sku, Reference? variant) =>
        giftCard ? OrderLineKind.GiftCard
        : variant is null && string.IsNullOrWhiteSpace(sku) ? OrderLineKind.Custom
        : OrderLineKind.Item;

    /// <summary>A blank SKU on stocked goods stays blank: it is for a person to mend, not for us to hide.</summary>
    public static Sku? SkuOf(bool giftCard, string? sku, Reference? variant) =>
        KindOf(giftCard, sku, variant) is OrderLineKind.Item ? new Sku((sku ?? "").Trim()) : null;
}
