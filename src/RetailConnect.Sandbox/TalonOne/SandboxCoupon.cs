namespace RetailConnect.Sandbox.TalonOne;

/// <summary>A coupon and the rule of its campaign: an amount off the cart, never more than the cart is worth.</summary>
/// <param name="Code">What the customer enters.</param>
/// <param name="Amount">What it takes off.</param>
/// <param name="Limit">How many sales may use it.</param>
public sealed record SandboxCoupon(string Code, decimal Amount, int Limit = 1);
