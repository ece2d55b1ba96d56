using RetailConnect.Connectors.Square.Api.Contracts;
using RetailConnect.Connectors.Square.Catalog.Images;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>A product on its way: what the catalogue has of it, and what it shall have.</summary>
internal sealed record ItemPlan(int Index, Envelope<Product> Envelope)
{
    /// <summary>Variations that the crosswalk links to the product's SKUs.</summary>
    public required IReadOnlyDictionary<string, string> Linked { get; init; }

    /// <summary>The item that the catalogue has; null when it is new.</summary>
    public CatalogObject? Existing { get; init; }

    /// <summary>The pictures that the item is to show; null leaves them as they are.</summary>
    public ImagePlan? Images { get; init; }

    /// <summary>Why the product can't be written; null when it can.</summary>
    public ConnectorException? Fault { get; init; }
}
