namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>The verdict on one code.</summary>
/// <param name="Code">The code, as the cart has it.</param>
/// <param name="IsReferral">True for a referral code, false for a coupon.</param>
/// <param name="Reason">Why it is refused, kebab-case; null when it is accepted. The README lists the reasons.</param>
public sealed record CheckoutCode(string Code, bool IsReferral, string? Reason)
{
    /// <summary>True when the code counts for this cart.</summary>
    public bool IsAccepted => Reason is null;
}
