using CsCheck;

namespace RetailConnect.Core.Tests;

/// <summary>Orders for the tests of totals; the balance is added up here in smallest units, without the code under test.</summary>
internal static class OrderSamples
{
    private static readonly Gen<(long Shop, long Presentment)> Units = Gen.Select(Gen.Long[1, 500_000], Gen.Long[1, 500_000]);

    private static readonly Gen<(long Shop, long Presentment)[]> Few = Units.Array[0, 2];

    private static readonly Gen<(string Shop, string Presentment)> Currencies = Gen.OneOf(("EUR", "EUR"), ("EUR", "USD"), ("GBP", "JPY"), ("KWD", "EUR"));

    /// <summary>Orders whose parts add up to their total, in both currencies.</summary>
    public static Gen<Order> Balanced { get; } =
        Gen.Select(Currencies, Gen.Bool, Gen.Select(Gen.Int[1, 5], Units, Few, Few).Array[1, 4], Gen.Select(Units, Few).Array[0, 2], Few, Few).Select(Build);

    public static Order Order(params IReadOnlyList<OrderLine> lines) => new() { Id = "1", PlacedAt = default, Status = OrderStatus.Open, Lines = lines, Total = MoneyPair.Zero(new("EUR"), new("EUR")) };

    public static OrderLine Line(int quantity, long units) => new() { Id = "1", Sku = new Sku("A-1"), Quantity = quantity, UnitPrice = MoneyPair.Of(Money.FromMinor(units, new("EUR"))) };

    /// <summary>The order with one amount changed, once for each amount that counts.</summary>
    public static IEnumerable<Order> ChangedOnce(Order order, MoneyPair change)
    {
        yield return order with { Total = order.Total + change };
        yield return order with { Tip = order.Tip + change };
        yield return order with { Rounding = order.Rounding + change };
        for (var i = 0; i < order.Lines.Count; i++)
        {
            yield return order with { Lines = At(order.Lines, i, line => line with { UnitPrice = line.UnitPrice + change }) };
            for (var j = 0; j < order.Lines[i].Discounts.Count; j++)
            {
                yield return order with { Lines = At(order.Lines, i, line => line with { Discounts = At(line.Discounts, j, discount => discount with { Amount = discount.Amount + change }) }) };
            }

            for (var j = 0; j < order.Lines[i].Taxes.Count && !order.TaxesIncluded; j++)
            {
                yield return order with { Lines = At(order.Lines, i, line => line with { Taxes = At(line.Taxes, j, tax => tax with { Amount = tax.Amount + change }) }) };
            }
        }

        for (var i = 0; i < order.Shipping.Count; i++)
        {
            yield return order with { Shipping = At(order.Shipping, i, charge => charge with { Amount = charge.Amount + change }) };
            for (var j = 0; j < order.Shipping[i].Taxes.Count && !order.TaxesIncluded; j++)
            {
                yield return order with { Shipping = At(order.Shipping, i, charge => charge with { Taxes = At(charge.Taxes, j, tax => tax with { Amount = tax.Amount + change }) }) };
            }
        }

        for (var i = 0; i < order.Discounts.Count; i++)
        {
            yield return order with { Discounts = At(order.Discounts, i, discount => discount with { Amount = discount.Amount + change }) };
        }
    }

    private static List<T> At<T>(IReadOnlyList<T> items, int place, Func<T, T> change) => [.. items.Select((item, i) => i == place ? change(item) : item)];

    private static Order Build(
        (string Shop, string Presentment) currencies, bool included, (int Quantity, (long, long) Price, (long, long)[] Discounts, (long, long)[] Taxes)[] lines,
        ((long, long) Amount, (long, long)[] Taxes)[] shipping, (long, long)[] discounts, (long, long)[] extra)
    {
        var (shop, presentment) = (0L, 0L);
        void Count((long Shop, long Presentment) units, int factor) => (shop, presentment) = (shop + (units.Shop * factor), presentment + (units.Presentment * factor));
        MoneyPair Pair((long Shop, long Presentment) units) => new(Money.FromMinor(units.Shop, new(currencies.Shop)), Money.FromMinor(units.Presentment, new(currencies.Presentment)));
        foreach (var line in lines)
        {
            Count(line.Price, line.Quantity);
            Array.ForEach(line.Discounts, discount => Count(discount, -1));
            Array.ForEach(line.Taxes, tax => Count(tax, included ? 0 : 1));
        }

        foreach (var charge in shipping)
        {
            Count(charge.Amount, 1);
            Array.ForEach(charge.Taxes, tax => Count(tax, included ? 0 : 1));
        }

        Array.ForEach(discounts, discount => Count(discount, -1));
        var (tip, rounding) = (extra.ElementAtOrDefault(0), extra.ElementAtOrDefault(1));
        Count(tip, 1);
        Count(rounding, -1);
        return Order([.. lines.Select((line, i) => new OrderLine
        {
            Id = $"{i}", Quantity = line.Quantity, UnitPrice = Pair(line.Price), Discounts = [.. line.Discounts.Select(units => new Discount("d", Pair(units)))], Taxes = Taxes(line.Taxes),
        })]) with
        {
            TaxesIncluded = included, Discounts = [.. discounts.Select(units => new Discount("o", Pair(units)))], Tip = Pair(tip), Rounding = Pair(rounding) * -1,
            Shipping = [.. shipping.Select(charge => new ShippingCharge("s", Pair(charge.Amount), Taxes(charge.Taxes)))], Total = Pair((shop, presentment)),
        };

        List<Tax> Taxes((long, long)[] units) => [.. units.Select(tax => new Tax("t", null, Pair(tax)))];
    }
}
