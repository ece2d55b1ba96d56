using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Documents;
using RetailConnect.Http;

namespace RetailConnect.Connectors.Shopify.Catalog.Bulk;

/// <summary>
/// Chooses between single calls and a bulk operation. Single calls take as long as the shop needs to restore their points; a bulk operation takes a fixed time, and its own few points.
/// What is read before, and how fast the shop writes, is the same either way.
/// </summary>
internal sealed class BulkChoice(DocumentCosts costs, CostBudget budget, ShopifyOptions options)
{
    /// <summary>Looking for others, staging, starting, and ten polls.</summary>
    private const double PointsOfOperation = 13 + 13 + 12 + 10;

    /// <summary>True when a bulk operation is through earlier.</summary>
    public bool IsBulk(IReadOnlyList<Envelope<Product>> envelopes) => envelopes.Count > 1 && IsFaster(
        envelopes.Sum(envelope => costs.Of(ProductDocuments.Set, ProductWriter.SizeOf(envelope.Change.Value?.Variants.Count ?? 0))), budget.RestoreRate, options.BulkOverhead);

    /// <summary>Compares.</summary>
    /// <param name="points">Points of the single calls.</param>
    /// <param name="rate">Points restored in a second.</param>
    /// <param name="overhead">Fixed time of an operation.</param>
    public static bool IsFaster(double points, double rate, TimeSpan overhead) => points / rate > overhead.TotalSeconds + (PointsOfOperation / rate);
}
