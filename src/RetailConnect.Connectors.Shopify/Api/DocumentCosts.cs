using System.Collections.Concurrent;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>What each document was last said to cost, by the number of entities asked for.</summary>
/// <remarks>Thread-safe; sizes are bounded by the largest page.</remarks>
internal sealed class DocumentCosts
{
    private readonly ConcurrentDictionary<(string Document, int Size), double> known = new();

    public double Of(GraphDocument document, int size) => known.TryGetValue((document.Name, size), out var cost) ? cost : document.Estimate(size);

    public void Learn(GraphDocument document, int size, double requested) => known[(document.Name, size)] = Math.Max(1, requested);
}
