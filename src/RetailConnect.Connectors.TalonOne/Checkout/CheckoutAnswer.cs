namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>What Talon.One said about a cart, or why it said nothing.</summary>
public sealed record CheckoutAnswer
{
    /// <summary>Why there is no answer, kebab-case; null when there is one. <c>unavailable</c>, <c>unauthorized</c>, <c>conflict</c>, <c>rejected</c>, <c>unreadable-answer</c> or <c>already-sold</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>What happened, for people; null when there is an answer. It holds no token and no personal data.</summary>
    public string? Detail { get; init; }

    /// <summary>False when the sale has to go on without Talon.One: no code, no discount, no promise of points.</summary>
    public bool IsAnswered => Reason is null;

    /// <summary>True when the cart was evaluated for a profile.</summary>
    public bool HasMember { get; init; }

    /// <summary>One verdict for each code of the cart.</summary>
    public IReadOnlyList<CheckoutCode> Codes { get; init; } = [];

    /// <summary>Discounts to give, in the cart's currency.</summary>
    public IReadOnlyList<CheckoutDiscount> Discounts { get; init; } = [];

    /// <summary>Points that the member would earn in the connection's programme, if the sale closed with this cart.</summary>
    public decimal PointsEarned { get; init; }

    /// <summary>Points that the member would spend in the connection's programme.</summary>
    public decimal PointsSpent { get; init; }

    /// <summary>Names of the effects that this answer does not show, as Talon.One names them: somebody else has to carry them out, or nobody does.</summary>
    public IReadOnlyList<string> OtherEffects { get; init; } = [];
}
