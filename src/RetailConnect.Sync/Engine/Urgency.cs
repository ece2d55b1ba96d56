namespace RetailConnect.Sync.Engine;

/// <summary>How urgent the calls for a canonical type are.</summary>
internal static class Urgency
{
    /// <summary>Customers go with the orders, because an order waits for its customer; a catalogue that is far behind is a backfill.</summary>
    /// <param name="type">Canonical type.</param>
    /// <param name="behind">True when more waits than a lane holds in memory.</param>
    public static CallPriority Of(EntityType type, bool behind = false) =>
        type.IsTransaction || type == EntityType.Customer ? CallPriority.Orders
        : type == EntityType.StockLevel ? CallPriority.Stock
        : behind ? CallPriority.Backfill
        : CallPriority.Catalog;
}
