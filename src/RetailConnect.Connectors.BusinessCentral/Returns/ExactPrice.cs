namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>Unit price and discount that give an amount exactly, though it may not divide by the quantity.</summary>
/// <param name="UnitPrice">Price of one unit, in whole cents.</param>
/// <param name="Discount">What is taken off the line.</param>
internal readonly record struct ExactPrice(decimal UnitPrice, decimal Discount)
{
    /// <param name="amount">Amount of the line.</param>
    /// <param name="quantity">Quantity; positive.</param>
    public static ExactPrice Of(Money amount, Quantity quantity)
    {
        var scale = (decimal)Math.Pow(10, amount.Currency.MinorDigits);
        var price = Math.Ceiling(amount.Amount / quantity.Value * scale) / scale;
        var gross = (amount with { Amount = price * quantity.Value }).Rounded();
        while (gross < amount)
        {
            price += 1 / scale;
            gross = (amount with { Amount = price * quantity.Value }).Rounded();
        }

        return new(price, gross.Amount - amount.Amount);
    }
}
