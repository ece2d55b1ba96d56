namespace RetailConnect.Connectors.TalonOne.Checkout;

/// <summary>One line of a cart.</summary>
/// <param name="Sku">What is bought.</param>
/// <param name="Quantity">Whole units, at least one.</param>
/// <param name="UnitPrice">Price of one unit before the discounts of Talon.One, with or without tax as in the orders of the connection.</param>
public sealed record CheckoutLine(Sku Sku, long Quantity, Money UnitPrice);
