using System.Collections.Concurrent;

namespace RetailConnect.Connectors.Square.Catalog;

/// <summary>Items that were made, and whose products are written again for a picture that did not come: until then nothing else remembers their ids, and Square's search may not show them yet.</summary>
/// <remarks>Thread-safe. A host that starts anew finds such an item by its SKUs.</remarks>
internal sealed class MadeItems
{
    private const int MostKnown = 10_000;
    private readonly ConcurrentDictionary<CanonicalId, ExternalId> items = new();

    /// <summary>Gives an envelope the id of the item that was made for it.</summary>
    public Envelope<Product> Known(Envelope<Product> envelope) => envelope.TargetId is null && items.TryGetValue(envelope.Canonical, out var item) ? envelope with { TargetId = item } : envelope;

    public void Remember(CanonicalId product, ExternalId item)
    {
        if (items.Count >= MostKnown)
        {
            items.Clear();
        }

        items[product] = item;
    }

    public void Forget(CanonicalId product) => items.TryRemove(product, out _);
}
