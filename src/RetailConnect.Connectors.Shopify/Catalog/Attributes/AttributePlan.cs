namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>The metafields of one product on their way.</summary>
/// <param name="Index">Place of its envelope.</param>
/// <param name="Envelope">The product.</param>
/// <param name="Wanted">What is wanted; never empty.</param>
internal sealed record AttributePlan(int Index, Envelope<Product> Envelope, IReadOnlyList<WantedMetafield> Wanted)
{
    /// <summary>What the shop has of them; null before it was read.</summary>
    public OwnedMetafields? There { get; set; }

    /// <summary>Plans a product's mapped attributes; null when it has none. An attribute that is not mapped is none of the shop's.</summary>
    /// <exception cref="ConnectorException">A value can't be what its metafield holds, or an attribute is named twice.</exception>
    public static AttributePlan? Of(int index, Envelope<Product> envelope, IDictionary<string, ShopifyMetafield> map)
    {
        if (map.Count == 0 || envelope.Change.Value?.Attributes is not { } attributes)
        {
            return null;
        }

        var mapped = attributes.Where(attribute => map.ContainsKey(attribute.Name)).ToList();
        if (mapped.CountBy(attribute => attribute.Name).FirstOrDefault(name => name.Value > 1).Key is { } twice)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The attribute '{twice}' is named twice.") { Reason = "attribute-twice", Advice = "Name each attribute of the product once in the source, then replay." };
        }

        return mapped.Count == 0 ? null : new(index, envelope, [.. mapped.Select(attribute => new WantedMetafield(attribute.Name, map[attribute.Name], MetafieldText.Of(attribute, map[attribute.Name])))]);
    }
}
