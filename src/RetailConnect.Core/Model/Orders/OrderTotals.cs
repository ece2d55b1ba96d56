namespace RetailConnect;

/// <summary>The money proof of an order.</summary>
public static class OrderTotals
{
    /// <summary>Returns lines + added taxes + shipping + tips + rounding - discounts, in both currencies.</summary>
    /// <remarks>Line amounts (unit price times quantity) are rounded to the smallest unit of their currency, as on a receipt.</remarks>
    public static MoneyPair Compute(Order order)
    {
        var total = MoneyPair.Zero(order.Total.Shop.Currency, order.Total.Presentment.Currency);
        foreach (var line in order.Lines)
        {
            total += Net(line);
            total += Added(order, line.Taxes);
        }

        foreach (var charge in order.Shipping)
        {
            total += charge.Amount;
            total += Added(order, charge.Taxes);
        }

        foreach (var discount in order.Discounts)
        {
            total -= discount.Amount;
        }

        return total + (order.Tip ?? Zero(order)) + (order.Rounding ?? Zero(order));
    }

    /// <summary>Returns what is left of a line after its discounts, before added tax.</summary>
    public static MoneyPair Net(OrderLine line)
    {
        var gross = line.UnitPrice * line.Quantity.Value;
        var net = new MoneyPair(gross.Shop.Rounded(), gross.Presentment.Rounded());
        return line.Discounts.Aggregate(net, (left, discount) => left - discount.Amount);
    }

    /// <summary>Explains why the order does not balance; null when it does.</summary>
    /// <exception cref="InvalidOperationException">The order mixes currencies within one side.</exception>
    public static string? Imbalance(Order order)
    {
        var computed = Compute(order);
        return computed == order.Total ? null
            : $"The parts add up to {computed.Shop} ({computed.Presentment}), the total says {order.Total.Shop} ({order.Total.Presentment}).";
    }

    private static MoneyPair Added(Order order, IReadOnlyList<Tax> taxes) =>
        order.TaxesIncluded ? Zero(order) : taxes.Aggregate(Zero(order), (sum, tax) => sum + tax.Amount);

    private static MoneyPair Zero(Order order) => MoneyPair.Zero(order.Total.Shop.Currency, order.Total.Presentment.Currency);
}
