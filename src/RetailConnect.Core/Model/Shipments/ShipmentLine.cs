namespace RetailConnect;

/// <summary>Units of one line of a shipment; it names the order's line, the variant, or both.</summary>
public sealed record ShipmentLine
{
    /// <summary>Line of the order, by its id in the channel where the order was placed; null when the system that shipped does not know it.</summary>
    public ExternalId? OrderLine { get; init; }

    /// <summary>The variant; null when only the order's line is known.</summary>
    public Sku? Sku { get; init; }

    /// <summary>Units that left.</summary>
    public required Quantity Quantity { get; init; }
}
