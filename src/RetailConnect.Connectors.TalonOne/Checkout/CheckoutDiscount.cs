namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>A discount that the cart gets.</summary>
/// <param name="Title">Name of the discount in Talon.One.</param>
/// <param name="Amount">What is taken off in all, as Talon.One computed it; it is not rounded.</param>
/// <param name="Line">Index of the line in the cart; null for one on the whole cart.</param>
public sealed record CheckoutDiscount(string Title, Money Amount, int? Line);
