namespace RetailConnect.Sync.Kits;

/// <summary>What the kits of one order are made of.</summary>
/// <param name="Compositions">By SKU; what is not here is no kit.</param>
/// <param name="Links">Keep what is not kept yet.</param>
/// <param name="Fault">Why a kit of the order makes no sense; null when all do.</param>
internal sealed record OrderedKits(IReadOnlyDictionary<Sku, Composition> Compositions, IReadOnlyList<CrosswalkLink> Links, string? Fault)
{
    public static OrderedKits None { get; } = new(new Dictionary<Sku, Composition>(), [], null);
}
