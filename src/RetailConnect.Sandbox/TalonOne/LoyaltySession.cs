namespace RetailConnect.Sandbox.TalonOne;

/// <summary>One session, as the judge sees it.</summary>
/// <param name="Id">Integration id.</param>
/// <param name="Profile">Integration id of the profile; null for an anonymous one.</param>
/// <param name="State">open, closed, partially_returned or cancelled.</param>
/// <param name="Points">Points that the session has earned by now.</param>
public sealed record LoyaltySession(string Id, string? Profile, string State, decimal Points)
{
    /// <summary>Coupons that the closed session used.</summary>
    public IReadOnlyList<string> Redeemed { get; init; } = [];

    /// <summary>What its cart is worth before discounts.</summary>
    public decimal Worth { get; init; }
}
