namespace RetailConnect;

/// <summary>One amount in the shop's own currency and in the currency that the customer saw.</summary>
/// <param name="Shop">Amount in the currency of the books.</param>
/// <param name="Presentment">Amount in the currency that the customer saw; equal to <paramref name="Shop"/> when there is only one currency.</param>
public readonly record struct MoneyPair(Money Shop, Money Presentment)
{
    /// <summary>Nothing, in both currencies.</summary>
    public static MoneyPair Zero(Currency shop, Currency presentment) => new(Money.Zero(shop), Money.Zero(presentment));

    /// <summary>An amount that has only one currency.</summary>
    public static MoneyPair Of(Money money) => new(money, money);

    /// <summary>Adds both sides.</summary>
    public static MoneyPair operator +(MoneyPair left, MoneyPair right) => new(left.Shop + right.Shop, left.Presentment + right.Presentment);

    /// <summary>Subtracts both sides.</summary>
    public static MoneyPair operator -(MoneyPair left, MoneyPair right) => new(left.Shop - right.Shop, left.Presentment - right.Presentment);

    /// <summary>Multiplies both sides; the results are not rounded.</summary>
    public static MoneyPair operator *(MoneyPair value, decimal factor) => new(value.Shop * factor, value.Presentment * factor);
}
