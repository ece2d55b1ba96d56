using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Catalog.Attributes;

/// <summary>The mapped metafields that a product has.</summary>
/// <param name="ByPlace">Metafields by namespace and key.</param>
/// <param name="Marks">What the app remembers of them; null when it never wrote one.</param>
internal sealed record OwnedMetafields(IReadOnlyDictionary<string, WireMetafield> ByPlace, WireMarks? Marks)
{
    /// <summary>Why they could not be read; null when they were.</summary>
    public ConnectorException? Fault { get; init; }

    /// <summary>A product that has none.</summary>
    public static OwnedMetafields None { get; } = new(new Dictionary<string, WireMetafield>(), null);

    public static OwnedMetafields Of(MetafieldOwner owner) => new(owner.Metafields.Nodes.ToDictionary(node => node.Place), owner.Marks);

    public WireMetafield? Of(ShopifyMetafield place) => ByPlace.GetValueOrDefault(place.ToString());
}
