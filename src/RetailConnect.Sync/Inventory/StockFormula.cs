namespace RetailConnect.Sync.Inventory;

/// <summary>What a channel may sell: a pure function.</summary>
internal static class StockFormula
{
    /// <summary>Returns ERP on hand - the ERP's own open sales + its open returns - channel sales it does not know - the buffer, never below zero; null when the ERP's figure is unknown.</summary>
    public static Quantity? Available(StockLevel erp, Quantity unposted, int safetyBuffer)
    {
        if (erp.OnHand is not { } onHand)
        {
            return null;
        }

        var available = onHand.Value - (erp.Committed?.Value ?? 0) + (erp.Returning?.Value ?? 0) - unposted.Value - safetyBuffer;
        return Math.Max(0, available);
    }
}
