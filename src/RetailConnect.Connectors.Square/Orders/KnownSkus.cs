using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>SKUs by variation, and the links that a read brought to light.</summary>
internal sealed record KnownSkus(IReadOnlyDictionary<string, Sku> Skus, IReadOnlyDictionary<string, EntityLink> Links)
{
    /// <summary>The new links of some lines.</summary>
    public IReadOnlyList<EntityLink> LinksOf(IEnumerable<string?> variations) => [.. variations.OfType<string>().Distinct().Where(Links.ContainsKey).Select(id => Links[id])];

    /// <summary>The new links of the goods that an order sells.</summary>
    public IReadOnlyList<EntityLink> LinksOf(SquareOrder order) => LinksOf((order.LineItems ?? []).Select(line => line.CatalogObjectId));
}
