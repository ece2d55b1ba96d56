namespace RetailConnect;

/// <summary>One discount.</summary>
/// <param name="Title">Name of the discount or code.</param>
/// <param name="Amount">Amount taken off; positive.</param>
public sealed record Discount(string Title, MoneyPair Amount);
