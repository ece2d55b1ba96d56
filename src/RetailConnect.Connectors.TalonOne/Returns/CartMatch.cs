using System.Globalization;
using RetailConnect.Connectors.TalonOne.Api.Contracts;
using RetailConnect.Connectors.TalonOne.Orders;

namespace RetailConnect.Connectors.TalonOne.Returns;

/// <summary>The cart positions of returned goods: those with the same SKU that still have units, in cart order.</summary>
/// <param name="MayBeTaken">True when the cart may show this very return already, because as many units came back.</param>
/// <param name="Earlier">Positions that the return may have had if it was taken already; each asks for more than they have left now, so that Talon.One refuses it unless it remembers it.</param>
/// <param name="Next">Positions that it has if it was not taken yet.</param>
internal sealed record CartMatch(bool MayBeTaken, IReadOnlyList<IReadOnlyList<ReturnedItem>> Earlier, IReadOnlyList<ReturnedItem> Next)
{
    /// <summary>Matches a return with a cart.</summary>
    /// <remarks>When too few units are left, the positions are taken as if nothing had come back: then more comes back than was sold, and Talon.One refuses it.</remarks>
    /// <exception cref="ConnectorException">A line is not in the cart, or more units come back than the cart ever had.</exception>
    public static CartMatch Find(Return goods, IReadOnlyList<CartItem> cart)
    {
        var places = cart.Select((item, index) => new Spot(item.Sku ?? "", (long)(item.Position ?? index), item.Quantity, Math.Clamp(item.ReturnedQuantity ?? 0, 0, item.Quantity))).ToArray();
        var wanted = goods.Lines.Where(IsGoods).GroupBy(line => line.Sku!.Value.Value, StringComparer.Ordinal)
            .Select(group => Checked(group.Key, group.Sum(line => SessionMapper.Units(line.Quantity)), [.. places.Where(place => place.Sku == group.Key)])).ToArray();
        ReturnedItem[] next = [.. wanted.SelectMany(item => Take(item.Units, item.Places))];
        var taken = wanted.All(item => item.Places.Sum(place => place.Returned) >= item.Units);
        return new(taken, taken ? [.. Guesses(wanted).Where(items => Text(items) != Text(next)).DistinctBy(Text)] : [], next);
    }

    /// <summary>True when the line brings goods back; they need not be restocked to lose their points.</summary>
    public static bool IsGoods(ReturnLine line) => line is { Sku: not null, Quantity.Value: not 0 };

    /// <summary>Positions and units as a text.</summary>
    public static string Text(IReadOnlyList<ReturnedItem> items) => string.Join('/', items.Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Position}x{item.Quantity}")));

    private static (long Units, Spot[] Places) Checked(string sku, long units, Spot[] places)
    {
        if (places.Length == 0)
        {
            throw new ConnectorException(FaultKind.Rejected, $"The order's cart has no '{sku}'.") { Reason = Reasons.UnknownSku };
        }

        return units <= places.Sum(place => place.Quantity) ? (units, places)
            : throw new ConnectorException(FaultKind.Rejected, $"{units} of '{sku}' come back, which is more than were sold.") { Reason = Reasons.InvalidQuantity };
    }

    /// <summary>Each number of units that may have come back before this return gives it its positions; goods of several SKUs are combined.</summary>
    private static IEnumerable<IReadOnlyList<ReturnedItem>> Guesses((long Units, Spot[] Places)[] wanted)
    {
        IEnumerable<IReadOnlyList<ReturnedItem>> combined = [[]];
        foreach (var (units, places) in wanted)
        {
            var most = places.Sum(place => place.Returned) - units;
            var choices = Enumerable.Range(0, (int)most + 1).Select(before => Take(units, Filled(before, places))).DistinctBy(Text).ToList();
            combined = combined.SelectMany(items => choices.Select(choice => (IReadOnlyList<ReturnedItem>)[.. items, .. choice]));
        }

        return combined;
    }

    /// <summary>The places when so many units have come back, in cart order.</summary>
    private static Spot[] Filled(long returned, Spot[] places)
    {
        var left = returned;
        return [.. places.Select(place =>
        {
            var part = Math.Min(left, place.Quantity);
            left -= part;
            return place with { Returned = part };
        })];
    }

    private static List<ReturnedItem> Take(long units, Spot[] places)
    {
        var enough = places.Sum(place => place.Left) >= units;
        var taken = new List<ReturnedItem>();
        foreach (var place in places)
        {
            var part = Math.Min(units, enough ? place.Left : place.Quantity);
            if (part > 0)
            {
                taken.Add(new(place.Position, part, place.Sku));
                units -= part;
            }
        }

        return taken;
    }

    private sealed record Spot(string Sku, long Position, long Quantity, long Returned)
    {
        public long Left => Quantity - Returned;
    }
}
