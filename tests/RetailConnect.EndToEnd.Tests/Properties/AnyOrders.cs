using CsCheck;

namespace RetailConnect.EndToEnd.Tests.Properties;

/// <summary>Orders with everything that an order may have, and returns of them. They are added up here in smallest units, without the code under test.</summary>
/// <param name="skus">What is sold.</param>
/// <param name="customers">Who buys.</param>
/// <param name="place">Where the goods come from.</param>
/// <param name="included">Whether prices contain the tax.</param>
internal sealed class AnyOrders(IReadOnlyList<Sku> skus, IReadOnlyList<ExternalId> customers, ExternalId place, bool included)
{
    public const int MostLines = 5;
    public const int MostUnits = 6;

    private static readonly Currency Books = new("EUR");

    private static readonly Gen<(string Currency, decimal Rate)> Currencies = Gen.OneOf(Gen.Const(("EUR", 1m)), Gen.Const(("EUR", 1m)), Gen.Const(("USD", 1.0837m)), Gen.Const(("JPY", 163.4m)), Gen.Const(("KWD", 0.33m)));

    private static readonly Gen<OrderLineKind> Kinds = Gen.Frequency((8, Gen.Const(OrderLineKind.Item)), (1, Gen.Const(OrderLineKind.GiftCard)), (1, Gen.Const(OrderLineKind.Custom)));

    /// <summary>A part in percent; mostly none.</summary>
    private static readonly Gen<int> Share = Gen.Frequency((3, Gen.Const(0)), (2, Gen.Int[1, 60]));

    private Gen<LineDraw> Line => Gen.Select(Kinds, Gen.Int[0, skus.Count - 1], Gen.Int[1, MostUnits], Gen.Long[1, 50_000], Share, Gen.Int[0, 25]).Select((kind, sku, units, price, discount, tax) => new LineDraw(kind, sku, units, price, discount, tax));

    /// <summary>Orders of one moment, numbered from 1.</summary>
    public Gen<Order[]> Many(int count, DateTimeOffset placedAt) =>
        Gen.Select(Currencies, Gen.Int[-1, customers.Count - 1], Line.Array[1, MostLines], Gen.Select(Gen.Long[0, 2_000], Gen.Int[0, 25]).Array[0, 2], Share.Array[0, 2], Gen.Select(Gen.Frequency((4, Gen.Const(0L)), (1, Gen.Long[1, 900])), Gen.Long[-4, 4]))
            .Select((currency, customer, lines, shipping, discounts, extra) => new OrderDraw(currency.Currency, currency.Rate, customer, lines, shipping, discounts, extra.Item1, extra.Item2))
            .Array[count].Select(draws => draws.Select((draw, i) => Build(draw, i + 1, placedAt)).ToArray());

    private Order Build(OrderDraw draw, int number, DateTimeOffset placedAt)
    {
        var presentment = new Currency(draw.Currency);
        var (shop, shown) = (0L, 0L);
        MoneyPair Pair(long minor)
        {
            var books = Money.FromMinor(minor, Books);
            return new(books, draw.Currency == Books.Code ? books : new Money(books.Amount * draw.Rate, presentment).Rounded());
        }

        MoneyPair Counted(long minor, int times = 1)
        {
            var pair = Pair(minor);
            (shop, shown) = (shop + (pair.Shop.ToMinor() * times), shown + (pair.Presentment.ToMinor() * times));
            return pair;
        }

        IReadOnlyList<Tax> Taxes(long net, int percent) => percent == 0 ? [] : [new("VAT", percent / 100m, included ? Pair(net * percent / (100 + percent)) : Counted(net * percent / 100))];

        var left = 0L;
        var lines = new List<OrderLine>();
        foreach (var line in draw.Lines)
        {
            var gross = line.Price * line.Units;
            var discount = gross * line.Discount / 100;
            left += gross - discount;
            lines.Add(new()
            {
                Id = $"{number}-{lines.Count + 1}", Kind = line.Kind, Sku = line.Kind is OrderLineKind.Item ? skus[line.Sku] : null, Title = $"{line.Kind}", Quantity = line.Units, UnitPrice = Counted(line.Price, line.Units),
                Discounts = discount == 0 ? [] : [new("line", Counted(discount, -1))], Taxes = Taxes(gross - discount, line.Tax),
            });
        }

        var shipping = new List<ShippingCharge>();
        foreach (var (price, tax) in draw.Shipping)
        {
            left += price;
            shipping.Add(new("Parcel", Counted(price), Taxes(price, tax)));
        }

        var discounts = new List<Discount>();
        foreach (var share in draw.Discounts.Where(share => share > 0))
        {
            var amount = left * share / 100;
            left -= amount;
            discounts.Add(new("order", Counted(amount, -1)));
        }

        var rounding = Math.Max(draw.Rounding, -left);
        var (tip, rounded) = (draw.Tip == 0 ? default(MoneyPair?) : Counted(draw.Tip), rounding == 0 ? default(MoneyPair?) : Counted(rounding));
        return new()
        {
            Id = $"{number}", Number = $"#{number}", PlacedAt = placedAt, Status = OrderStatus.Open, TaxesIncluded = included, Customer = draw.Customer < 0 ? null : new(customers[draw.Customer]), Location = place,
            Lines = lines, Shipping = shipping, Discounts = discounts, Tip = tip, Rounding = rounded, Total = new(Money.FromMinor(shop, Books), Money.FromMinor(shown, presentment)),
        };
    }

    private sealed record LineDraw(OrderLineKind Kind, int Sku, int Units, long Price, int Discount, int Tax);

    private sealed record OrderDraw(string Currency, decimal Rate, int Customer, LineDraw[] Lines, (long Price, int Tax)[] Shipping, int[] Discounts, long Tip, long Rounding);
}
