namespace RetailConnect.Sync.Inventory;

/// <summary>What a channel may sell of one variant at one place: the sync's rules, a pure function.</summary>
internal static class StockFormula
{
    /// <summary>Returns what the formula of the sync says, which may be below zero; null when the ERP's figure is unknown.</summary>
    public static Quantity? Available(StockLevel erp, Quantity unposted, string location, string channel, InventoryOptions options)
    {
        if (erp.OnHand is null)
        {
            return null;
        }

        var buffer = options.Buffers.FirstOrDefault(rule => rule.Fits(channel, erp.Sku, location))?.Units ?? options.SafetyBuffer;
        var figures = new StockFigures(erp, unposted, location, channel, buffer);
        return options.Formula is { } formula ? formula.Available(figures) : figures.Sellable;
    }

    /// <summary>Returns what a channel's location offers: whole kits of what is least of, never below zero; null when a part is not known.</summary>
    /// <param name="parts">Parts with the units in one of what is sold, and what may be sold of each at all of its places.</param>
    public static Quantity? Offer(IReadOnlyList<(decimal Units, Quantity? Available)> parts) => parts switch
    {
        [(1, var alone)] => alone is { } units ? Math.Max(0, units.Value) : default(Quantity?),
        _ when parts.Count == 0 || parts.Any(part => part.Available is null) => null,
        _ => parts.Min(part => decimal.Floor(Math.Max(0, part.Available!.Value.Value) / part.Units)),
    };
}
