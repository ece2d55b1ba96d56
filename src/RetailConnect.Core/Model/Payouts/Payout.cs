namespace RetailConnect;

/// <summary>Money that a payment provider paid to the merchant's bank account or took from it, and what it is made of.</summary>
/// <remarks>References are ids in the system that was read. All amounts are in the currency of <see cref="Amount"/>.</remarks>
public sealed record Payout
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>How far the money has come.</summary>
    public required PayoutStatus Status { get; init; }

    /// <summary>The status as the system names it; null when it has no word of its own.</summary>
    public string? StatusText { get; init; }

    /// <summary>When it was issued.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>What the bank account gets; negative for what is taken from it.</summary>
    public required Money Amount { get; init; }

    /// <summary>Place whose sales it settles; null when it is the merchant's as a whole, or unknown.</summary>
    public ExternalId? Location { get; init; }

    /// <summary>Reference that the bank statement may show; null when there is none.</summary>
    public string? BankReference { get; init; }

    /// <summary>What it is made of.</summary>
    public required IReadOnlyList<PayoutEntry> Entries { get; init; }
}
