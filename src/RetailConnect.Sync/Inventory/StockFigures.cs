namespace RetailConnect;

/// <summary>What is known of one variant at one location of the ERP, for one channel.</summary>
/// <param name="Erp">The ERP's picture; its units on hand are known.</param>
/// <param name="Unposted">Units that channels sold and the picture does not contain; below zero when more came back.</param>
/// <param name="Location">Code of the location.</param>
/// <param name="Channel">Connection of the channel.</param>
/// <param name="Buffer">Units that are never offered there.</param>
public sealed record StockFigures(StockLevel Erp, Quantity Unposted, string Location, string Channel, Quantity Buffer)
{
    /// <summary>ERP on hand - the ERP's own open sales + its open returns - channel sales that it does not know - the buffer; below zero for a place that is oversold.</summary>
    public Quantity Sellable => (Erp.OnHand ?? Quantity.Zero) - (Erp.Committed ?? Quantity.Zero) + (Erp.Returning ?? Quantity.Zero) - Unposted - Buffer;
}
