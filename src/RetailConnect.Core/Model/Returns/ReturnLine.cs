namespace RetailConnect;

/// <summary>One line of a return.</summary>
public sealed record ReturnLine
{
    /// <summary>Id of the line in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Line of the order, by its id in the order's system; null when the goods were sold in another system.</summary>
    public ExternalId? OrderLine { get; init; }

    /// <summary>What is given back, where that is no goods; null for goods, and where the system does not say.</summary>
    public OrderLineKind? Kind { get; init; }

    /// <summary>The variant; null for lines that returned no stocked goods.</summary>
    public Sku? Sku { get; init; }

    /// <summary>Text on the receipt.</summary>
    public string Title { get; init; } = "";

    /// <summary>Units that came back.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>What was given back for the line, tax included.</summary>
    public required MoneyPair Amount { get; init; }

    /// <summary>Tax contained in the amount; null when unknown.</summary>
    public MoneyPair? Tax { get; init; }

    /// <summary>True when the goods went back to sellable stock.</summary>
    public required bool Restocked { get; init; }

    /// <summary>True when the goods go to the target's quarantine, where they are looked at before they are sold or written off; they are not sellable then. Null when they don't.</summary>
    public bool? Quarantined { get; init; }

    /// <summary>Where the goods came back to; null means the return's location.</summary>
    public ExternalId? Location { get; init; }
}
