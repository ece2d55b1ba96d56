using RetailConnect.Connectors.TalonOne.Api.Contracts;

namespace RetailConnect.Connectors.TalonOne.Orders;

/// <summary>Order to customer session.</summary>
internal static class SessionMapper
{
    private const int MostItems = 1000;
    private const long MostUnits = 10_000;
    private const int WorthDigits = 4;

    /// <summary>A session without cart: everything that it earned is taken back.</summary>
    public static SessionBody Cancelled { get; } = new(new SessionContent { State = "cancelled" });

    /// <summary>A closed session. It names no codes, so that those of a held cart stay and count.</summary>
    /// <param name="order">The order.</param>
    /// <param name="profile">Whose it is.</param>
    /// <param name="held">The session that was held at checkout; its prices are those before the discounts that Talon.One computes itself. Null for none.</param>
    /// <exception cref="ConnectorException">Talon.One can't take a line.</exception>
    public static SessionBody Closed(Order order, string profile, SessionState? held)
    {
        var items = order.Lines.Zip(DiscountShares.Of(order).Lines).Where(pair => pair.First is { Kind: OrderLineKind.Item, Sku: not null }).Select(pair => ItemOf(pair.First, pair.Second)).ToArray();
        items = Priced(items, held);
        return items.Length <= MostItems && items.Sum(item => item.Quantity) <= MostUnits
            ? new(new SessionContent { State = "closed", ProfileId = profile, CartItems = items })
            : throw new ConnectorException(FaultKind.Rejected, $"A cart takes {MostItems} lines and {MostUnits} units.") { Reason = "cart-too-large" };
    }

    /// <summary>Lines of one SKU take its held prices in their order; a SKU that was not held keeps the order's.</summary>
    private static CartItemBody[] Priced(CartItemBody[] items, SessionState? held)
    {
        var prices = (held?.CartItems ?? []).OrderBy(item => item.Position ?? 0).Where(item => item is { Sku: not null, Price: not null })
            .GroupBy(item => item.Sku!, item => item.Price!.Value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => new Queue<decimal>(group), StringComparer.Ordinal);
        return [.. items.Select(item => prices.TryGetValue(item.Sku, out var known) ? item with { Price = known.Count > 1 ? known.Dequeue() : known.Peek() } : item)];
    }

    /// <summary>True when a session has the cart already: of each SKU the same units for the same money, however the lines are cut. A shop that routes an order anew cuts them, and a number of JSON does not keep every digit of a price.</summary>
    public static bool IsSame(SessionContent wanted, SessionState? there) => there?.CartItems is { } items
        && Goods(wanted.CartItems!.Select(item => (item.Sku, item.Quantity, item.Price))).SequenceEqual(Goods(items.Select(item => (item.Sku ?? "", item.Quantity, item.Price ?? 0))));

    private static IEnumerable<(string Sku, long Units, decimal Worth)> Goods(IEnumerable<(string Sku, long Units, decimal Price)> items) => items.GroupBy(item => item.Sku, StringComparer.Ordinal)
        .Select(group => (group.Key, group.Sum(item => item.Units), decimal.Round(group.Sum(item => item.Units * item.Price), WorthDigits))).OrderBy(item => item.Key, StringComparer.Ordinal);

    /// <exception cref="ConnectorException">The quantity is no whole number of units.</exception>
    public static long Units(Quantity quantity) => quantity.Value is > 0 and <= MostUnits && quantity.Value == decimal.Truncate(quantity.Value) ? (long)quantity.Value
        : throw new ConnectorException(FaultKind.Rejected, $"Talon.One counts whole units from 1 to {MostUnits}, not {quantity}.") { Reason = Reasons.InvalidQuantity };

    /// <summary>The price is what is paid for a unit after all discounts; the sum over the line is exact as far as the price's digits go.</summary>
    private static CartItemBody ItemOf(OrderLine line, decimal share) => string.IsNullOrWhiteSpace(line.Sku!.Value.Value)
        ? throw new ConnectorException(FaultKind.Rejected, "A line of stocked goods has no SKU.") { Reason = Reasons.UnknownSku }
        : new(line.Title.Length > 0 ? line.Title : null, line.Sku.Value.Value, Units(line.Quantity), (OrderTotals.Net(line).Shop.Amount - share) / line.Quantity.Value);
}
