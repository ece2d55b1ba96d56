namespace RetailConnect;

/// <summary>A member of a loyalty programme.</summary>
public sealed record LoyaltyMember
{
    /// <summary>Id in the loyalty engine.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Points that can be spent; null when unknown.</summary>
    public decimal? Balance { get; init; }

    /// <summary>Tier; null when the member has none.</summary>
    public string? Tier { get; init; }

    /// <summary>What made the balance; empty when it was not read.</summary>
    public IReadOnlyList<LoyaltyTransaction> Transactions { get; init; } = [];
}
