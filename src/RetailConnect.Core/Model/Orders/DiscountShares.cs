namespace RetailConnect;

/// <summary>What of the discounts on the order as a whole falls on each line and shipping charge, in the shop's currency.</summary>
/// <param name="Lines">Shares of the lines, in their order.</param>
/// <param name="Shipping">Shares of the shipping charges, in their order.</param>
public sealed record DiscountShares(IReadOnlyList<decimal> Lines, IReadOnlyList<decimal> Shipping)
{
    /// <summary>Spreads by largest remainder: goods first, then lines without stock, then shipping: no line is discounted below nothing as long as anything is left to discount.</summary>
    public static DiscountShares Of(Order order)
    {
        var left = order.Discounts.Aggregate(Money.Zero(order.Total.Shop.Currency), (sum, discount) => sum + discount.Amount.Shop);
        var worth = order.Lines.Select(line => Math.Max(0, OrderTotals.Net(line).Shop.Amount)).ToArray();
        var lines = new decimal[order.Lines.Count];
        var shipping = new decimal[order.Shipping.Count];
        left = Spread(left, [.. Places(order, IsGoods)], worth, lines);
        left = Spread(left, [.. Places(order, line => !IsGoods(line))], worth, lines);
        left = Spread(left, [.. Enumerable.Range(0, shipping.Length)], [.. order.Shipping.Select(charge => Math.Max(0, charge.Amount.Shop.Amount))], shipping);
        if (left.Amount != 0 && lines.Length > 0)
        {
            lines[0] += left.Amount;
        }

        return new(lines, shipping);
    }

    private static bool IsGoods(OrderLine line) => line is { Kind: OrderLineKind.Item, Sku: not null };

    private static IEnumerable<int> Places(Order order, Func<OrderLine, bool> wanted) => Enumerable.Range(0, order.Lines.Count).Where(index => wanted(order.Lines[index]));

    private static Money Spread(Money discount, int[] places, decimal[] worth, decimal[] shares)
    {
        var room = places.Sum(place => worth[place]);
        var taken = Math.Min(discount.Amount, room);
        if (taken <= 0)
        {
            return discount;
        }

        var parts = (discount with { Amount = taken }).Allocate([.. places.Select(place => worth[place])]);
        foreach (var (place, part) in places.Zip(parts))
        {
            shares[place] += part.Amount;
        }

        return discount with { Amount = discount.Amount - taken };
    }
}
