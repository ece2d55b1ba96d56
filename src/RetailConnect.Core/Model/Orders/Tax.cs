namespace RetailConnect;

/// <summary>One tax on a line or a shipping charge.</summary>
/// <param name="Title">Name of the tax.</param>
/// <param name="Rate">Rate as a fraction, for example 0.2; null when unknown.</param>
/// <param name="Amount">Amount; contained in the price when the order's taxes are included.</param>
public sealed record Tax(string Title, decimal? Rate, MoneyPair Amount)
{
    /// <summary>True when the sales channel collects the tax and pays it itself, false when the merchant does; null when unknown, which is taken for the merchant.</summary>
    public bool? PaidByChannel { get; init; }
}
