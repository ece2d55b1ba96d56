using RetailConnect.Connectors.TalonOne.Api.Contracts;
using RetailConnect.Connectors.TalonOne.Orders;

namespace RetailConnect.Connectors.TalonOne.Returns;

/// <summary>Finds the cart positions of returned goods: those with the same SKU that still have units, in cart order.</summary>
internal static class CartMatch
{
    /// <summary>Matches a return with a cart.</summary>
    /// <remarks>
    /// When too few units are left the positions are taken as if nothing had come back: either this very return was already taken, and its key makes the
    /// repeat harmless, or more comes back than was sold, and Talon.One refuses it.
    /// </remarks>
    /// <exception cref="ConnectorException">A line is not in the cart, or more units come back than the cart ever had.</exception>
    public static IReadOnlyList<ReturnedItem> Find(Return goods, IReadOnlyList<CartItem> cart)
    {
        var places = cart.Select((item, index) => (Item: item, Position: (long)(item.Position ?? index))).ToArray();
        var wanted = goods.Lines.Where(IsGoods).GroupBy(line => line.Sku!.Value.Value, StringComparer.Ordinal);
        return [.. wanted.SelectMany(group => Take(group.Key, group.Sum(line => SessionMapper.Units(line.Quantity)), [.. places.Where(place => place.Item.Sku == group.Key)]))];
    }

    /// <summary>True when the line brings goods back; they need not be restocked to lose their points.</summary>
    public static bool IsGoods(ReturnLine line) => line is { Sku: not null, Quantity.Value: not 0 };

    private static List<ReturnedItem> Take(string sku, long units, (CartItem Item, long Position)[] places)
    {
        if (places.Length == 0)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The order's cart has no '{sku}'.") { Reason = Reasons.UnknownSku };
        }

        if (units > places.Sum(place => place.Item.Quantity))
        {
            throw new ConnectorException(FaultKind.Rejected, $"{units} of '{sku}' come back, which is more than were sold.") { Reason = Reasons.InvalidQuantity };
        }

        var enough = places.Sum(Left) >= units;
        var taken = new List<ReturnedItem>();
        foreach (var place in places)
        {
            var part = Math.Min(units, enough ? Left(place) : place.Item.Quantity);
            if (part > 0)
            {
                taken.Add(new(place.Position, part, sku));
                units -= part;
            }
        }

        return taken;
    }

    private static long Left((CartItem Item, long Position) place) => Math.Max(0, place.Item.Quantity - (place.Item.ReturnedQuantity ?? 0));
}
