namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>What a metafield is to be.</summary>
/// <param name="Attribute">Name of the attribute.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Text">Its text; null when there is to be no metafield.</param>
internal sealed record WantedMetafield(string Attribute, ShopifyMetafield Place, string? Text);
