namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>Metafields to attributes. One that is not there is unknown: a field that was never filled in looks like one that was emptied.</summary>
internal static class AttributeMapper
{
    public static IReadOnlyList<ProductAttribute>? Map(OwnedMetafields? there, IDictionary<string, ShopifyMetafield> map) => there is null ? null
        : [.. map.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => Of(entry.Key, entry.Value, there))];

    private static IEnumerable<ProductAttribute> Of(string name, ShopifyMetafield place, OwnedMetafields all) => all.Of(place) is not { } there ? []
        : there.Type == place.Type && MetafieldText.Read(there.Type, there.Value) is { } value ? [new() { Name = name, Value = value }]
        : throw new ConnectorException(FaultKind.Rejected, $"The metafield {place} holds {there.Type} in the shop, and {place.Type} by the map of attributes.")
        {
            Reason = Reasons.AttributeTypeDiffers, Advice = "Map the attribute to the type that the shop has, or change the metafield in the shop, then replay.",
        };
}
