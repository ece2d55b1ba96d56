namespace RetailConnect;

/// <summary>One line of an order.</summary>
public sealed record OrderLine
{
    /// <summary>Id of the line in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>What the line sells.</summary>
    public OrderLineKind Kind { get; init; } = OrderLineKind.Item;

    /// <summary>The variant; null for lines that sell no stocked goods.</summary>
    public Sku? Sku { get; init; }

    /// <summary>Text on the receipt.</summary>
    public string Title { get; init; } = "";

    /// <summary>Units sold.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>Price of one unit before discounts.</summary>
    public required MoneyPair UnitPrice { get; init; }

    /// <summary>Discounts on this line; positive amounts lower the price.</summary>
    public IReadOnlyList<Discount> Discounts { get; init; } = [];

    /// <summary>Taxes of the line, after discounts.</summary>
    public IReadOnlyList<Tax> Taxes { get; init; } = [];

    /// <summary>Where the goods come from; null means the order's location.</summary>
    public ExternalId? Location { get; init; }
}
