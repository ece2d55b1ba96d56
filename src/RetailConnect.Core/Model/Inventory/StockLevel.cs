namespace RetailConnect;

/// <summary>Stock of one variant at one location.</summary>
/// <remarks>Read from an ERP, <see cref="OnHand"/>, <see cref="Committed"/> and <see cref="Returning"/> are one consistent picture taken not before <see cref="ObservedAt"/>.</remarks>
public sealed record StockLevel
{
    /// <summary>The variant.</summary>
    public required Sku Sku { get; init; }

    /// <summary>The location, by its id in the system that was read or that is written.</summary>
    public required ExternalId Location { get; init; }

    /// <summary>Units that can be sold; in a write, the new value.</summary>
    public required Quantity Available { get; init; }

    /// <summary>Units booked in the system's ledger; null when unknown.</summary>
    public Quantity? OnHand { get; init; }

    /// <summary>Units on the system's own open sales documents; null when unknown.</summary>
    public Quantity? Committed { get; init; }

    /// <summary>Units on the system's own open return documents that go back to stock; null when unknown.</summary>
    public Quantity? Returning { get; init; }

    /// <summary>In a write: the value that the target was seen to have, for compare-and-swap; null when it was not seen.</summary>
    public Quantity? Expected { get; init; }

    /// <summary>When the read began; in a write, when <see cref="Expected"/> was seen.</summary>
    public DateTimeOffset ObservedAt { get; init; }

    /// <summary>Id of the stock of one variant at one location, as sources and syncs write it.</summary>
    public static ExternalId IdOf(Sku sku, ExternalId location) => new($"{sku.Value}@{location.Value}");

    /// <summary>Splits an id made by <see cref="IdOf"/>; null when the text is none.</summary>
    public static (Sku Sku, ExternalId Location)? Split(ExternalId id)
    {
        var at = id.Value.LastIndexOf('@');
        return at > 0 ? (new Sku(id.Value[..at]), new ExternalId(id.Value[(at + 1)..])) : null;
    }
}
