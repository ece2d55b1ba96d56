namespace RetailConnect.Sync.Returns;

/// <summary>What was given back for one order, by whatever channel, against what it sold: a pure function.</summary>
/// <remarks>Goods that an edit took off, and orders that were called off, are out of the order's lines and total already; their refunds don't count here.</remarks>
internal static class GivenBack
{
    /// <summary>Explains by how much a return goes beyond what its order sold and was paid for; null when it does not.</summary>
    /// <param name="order">The order as it is now.</param>
    /// <param name="before">Returns of it that count before this one.</param>
    /// <param name="taken">The return.</param>
    public static string? TooMuch(Order order, IReadOnlyList<Return> before, Return taken) => TooMuchMoney(order, before, taken) ?? TooManyUnits(order, before, taken);

    /// <summary>Another currency than the order's can't be compared.</summary>
    private static string? TooMuchMoney(Order order, IReadOnlyList<Return> before, Return taken)
    {
        var currency = order.Total.Shop.Currency;
        if (taken.Total.Shop.Currency != currency)
        {
            return null;
        }

        var earlier = before.Select(one => one.Total.Shop).Where(money => money.Currency == currency).Aggregate(Money.Zero(currency), (sum, money) => sum + money);
        var over = earlier + taken.Total.Shop - order.Total.Shop;
        return over.Amount > 0 && taken.Total.Shop.Amount > 0 ? $"The order came to {order.Total.Shop}, {earlier} were given back before, and {taken.Total.Shop} more are {over} too much." : null;
    }

    /// <summary>What the order does not list can't be counted: it may be a part of what it sold.</summary>
    private static string? TooManyUnits(Order order, IReadOnlyList<Return> before, Return taken)
    {
        var sold = Units(order.Lines.Select(line => (line.Sku, line.Quantity)));
        var earlier = Units(before.SelectMany(one => one.Lines).Select(line => (line.Sku, line.Quantity)));
        foreach (var (sku, units) in Units(taken.Lines.Select(line => (line.Sku, line.Quantity))))
        {
            if (sold.TryGetValue(sku, out var most) && earlier.GetValueOrDefault(sku) + units is var all && all > most)
            {
                return $"Of {sku} {most} were sold, {earlier.GetValueOrDefault(sku)} came back before, and {units} more are {all - most} too many.";
            }
        }

        return null;
    }

    private static Dictionary<Sku, Quantity> Units(IEnumerable<(Sku? Sku, Quantity Units)> lines) =>
        lines.Where(line => line.Sku is not null).GroupBy(line => line.Sku!.Value).ToDictionary(group => group.Key, group => group.Aggregate(Quantity.Zero, (sum, line) => sum + line.Units));
}
