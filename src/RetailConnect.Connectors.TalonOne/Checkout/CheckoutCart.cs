namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>A sale that is not closed yet.</summary>
public sealed record CheckoutCart
{
    /// <summary>Name of the connection that sells, for example <c>pos</c>.</summary>
    public required string Connection { get; init; }

    /// <summary>Id that the order has, or will have, in that connection. A preview alone may name any id that no other sale has.</summary>
    public required ExternalId Order { get; init; }

    /// <summary>The customer's id in that connection; null for nobody. One that is not linked to a profile is treated as nobody.</summary>
    public ExternalId? Customer { get; init; }

    /// <summary>What is bought, at prices before the discounts of Talon.One. All in the currency of the application, which Talon.One does not tell and so nobody can check.</summary>
    public required IReadOnlyList<CheckoutLine> Lines { get; init; }

    /// <summary>Coupon codes as they were entered. A held cart without codes discards those that were held before.</summary>
    public IReadOnlyList<string> Coupons { get; init; } = [];

    /// <summary>Referral code as it was entered; null for none.</summary>
    public string? Referral { get; init; }
}
