namespace RetailConnect;

/// <summary>One movement of the provider's balance that a payout settles.</summary>
/// <remarks>Amounts are positive where they make the payout larger; a fee is positive where it makes it smaller, so that net = gross - fee.</remarks>
public sealed record PayoutEntry
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>What moved the balance.</summary>
    public required PayoutEntryKind Kind { get; init; }

    /// <summary>The kind as the system names it; null when it has no word of its own.</summary>
    public string? KindText { get; init; }

    /// <summary>Amount before the fee.</summary>
    public required Money Gross { get; init; }

    /// <summary>What the provider kept for itself.</summary>
    public required Money Fee { get; init; }

    /// <summary>Amount after the fee.</summary>
    public required Money Net { get; init; }

    /// <summary>The order that it belongs to; null when there is none, or the system does not tell.</summary>
    public OrderReference? Order { get; init; }

    /// <summary>The payment, refund or dispute that it belongs to; null when there is none, or the system does not tell.</summary>
    public ExternalId? Payment { get; init; }

    /// <summary>When the balance moved; null when unknown.</summary>
    public DateTimeOffset? At { get; init; }
}
