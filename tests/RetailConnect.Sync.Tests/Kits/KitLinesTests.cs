using CsCheck;
using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Tests.Kits;

/// <summary>Whatever a kit costs, its parts make it to the smallest unit, in both currencies.</summary>
public sealed class KitLinesTests
{
    private static readonly Gen<Currency> Currencies = Gen.Int[0, 2].Select(index => new[] { "EUR", "JPY", "KWD" }[index]).Select(code => new Currency(code));
    private static readonly Gen<decimal> Units = Gen.Select(Gen.Bool, Gen.Int[1, 4_000]).Select((whole, number) => whole ? (number % 40) + 1 : number / 1000m);
    private static readonly Gen<Composition> Kits = Gen.Select(Gen.Int[1, 2_500], Gen.Int[0, 900_000]).Array[1, 7]
        .Select(parts => new Composition(new("KIT"), [.. parts.Select((part, index) => new KitPart(new($"P{index}"), part.Item1 % 3 == 0 ? part.Item1 / 100m : (part.Item1 % 9) + 1, part.Item2 / 100m))]));

    private static readonly Gen<Order> Orders = Gen.Select(Currencies, Currencies, Units, Gen.Int[0, 200_000], Gen.Int[0, 200_000], Gen.Int[0, 100].Array[0, 3], Gen.Int[0, 30].Array[0, 3], Gen.Bool).Select(Order);

    [Fact]
    public void The_parts_make_the_line_with_its_discounts_and_taxes() => Gen.Select(Orders, Kits).Sample((order, kit) =>
    {
        var opened = KitLines.Open(order, Made(kit));
        Assert.Equal(OrderTotals.Compute(order), OrderTotals.Compute(opened));
        Assert.Equal(Sum(order, order.Lines.SelectMany(line => line.Taxes).Select(tax => tax.Amount)), Sum(order, opened.Lines.SelectMany(line => line.Taxes).Select(tax => tax.Amount)));
        Assert.Equal(kit.Parts.Select((part, index) => ($"L1/{index + 1}", part.Sku, new Quantity(order.Lines[0].Quantity.Value * part.Units))), opened.Lines.Take(kit.Parts.Count).Select(line => (line.Id.Value, line.Sku!.Value, line.Quantity)));
        Assert.All(opened.Lines, line => Assert.True(OrderTotals.Net(line) is { Shop.Amount: >= 0, Presentment.Amount: >= 0 }, "No part costs less than nothing."));
        Assert.All(opened.Lines.SelectMany(line => line.Discounts), discount => Assert.True(discount.Amount is { Shop.Amount: >= 0, Presentment.Amount: >= 0 }));
        Assert.Equal(order.Lines[^1], opened.Lines[^1]);
    });

    [Fact]
    public void The_order_is_taken_apart_the_same_each_time() => Gen.Select(Orders, Kits).Sample((order, kit) =>
        Assert.Equal(CanonicalJson.Fingerprint(KitLines.Open(order, Made(kit))), CanonicalJson.Fingerprint(KitLines.Open(order, Made(Composition.Parse(kit.KeptFor(new("web-1"))))))));

    [Fact]
    public void Returns_of_a_kit_in_any_portions_bring_back_all_units_and_all_money() => Gen.Select(Kits, Gen.Int[1, 9].Array[1, 6], Gen.Int[0, 90_000], Gen.Int[0, 90_000]).Sample((kit, portions, cents, others) =>
    {
        var (whole, worth) = (portions.Sum(), new MoneyPair(new(cents / 100m, "EUR"), new(others, "JPY")));
        var paid = Portions(worth, portions);
        var lines = portions.Select((units, index) => Taken(units, paid[index])).SelectMany(taken => KitLines.Open(taken, Made(kit)).Lines).ToList();
        Assert.Equal(worth, lines.Aggregate(MoneyPair.Zero(new("EUR"), new("JPY")), (sum, line) => sum + line.Amount));
        Assert.All(kit.Parts, part => Assert.Equal(part.Units * whole, lines.Where(line => line.Sku == part.Sku).Sum(line => line.Quantity.Value)));
        Assert.All(lines, line => Assert.True(line.Amount is { Shop.Amount: >= 0, Presentment.Amount: >= 0 } && line.Tax!.Value.Shop <= line.Amount.Shop));
    });

    [Fact]
    public void A_return_of_one_part_is_what_it_is()
    {
        var taken = Taken(1, MoneyPair.Of(new(5m, "EUR"))) with { Lines = [Taken(1, MoneyPair.Of(new(5m, "EUR"))).Lines[0] with { Sku = new("P0") }] };
        Assert.Equal(taken.Lines, KitLines.Open(taken, Made(new(new("KIT"), [new(new("P0"), 1, 1), new(new("P1"), 1, 1)]))).Lines);
    }

    [Fact]
    public void A_kit_that_does_not_go_back_to_stock_is_money_alone()
    {
        var taken = Taken(1, MoneyPair.Of(new(5m, "EUR")));
        taken = taken with { Lines = [taken.Lines[0] with { Restocked = false }] };
        Assert.Equal(taken.Lines, KitLines.Open(taken, Made(new(new("KIT"), [new(new("P0"), 1, 1), new(new("P1"), 1, 1)]))).Lines);
    }

    [Fact]
    public void What_left_by_parts_is_put_together_to_whole_kits_and_loses_no_unit() => Gen.Select(Kits, Gen.Int[0, 5], Gen.Int[0, 3].Array[7]).Sample((kit, whole, more) =>
    {
        var lines = kit.Parts.Select((part, index) => new ShipmentLine { Sku = part.Sku, Quantity = (part.Units * whole) + (more[index] * part.Units / 4) }).Where(line => line.Quantity > Quantity.Zero).ToList();
        var closed = KitLines.Close(new() { Id = "S", Order = new(), ShippedAt = DateTimeOffset.UnixEpoch, Lines = lines }, [kit]).Lines;
        Assert.Equal(whole, closed.Where(line => line.Sku == kit.Kit).Sum(line => line.Quantity.Value));
        Assert.All(kit.Parts, part => Assert.Equal(lines.Where(line => line.Sku == part.Sku).Sum(line => line.Quantity.Value), closed.Where(line => line.Sku == part.Sku).Sum(line => line.Quantity.Value) + (whole * part.Units)));
    });

    [Fact]
    public void Of_kits_that_share_parts_the_larger_is_put_together_first()
    {
        Composition pair = new(new("PAIR"), [new(new("A"), 1, 1), new(new("B"), 1, 1)]), box = new(new("BOX"), [.. pair.Parts, new(new("C"), 1, 1)]);
        var sent = new Shipment { Id = "S", Order = new(), ShippedAt = DateTimeOffset.UnixEpoch, Lines = [Sent("A", 3), Sent("B", 2), Sent("C", 1), new ShipmentLine { OrderLine = "9", Quantity = 1 }] };
        Assert.Equal([(null, 1), ("BOX", 1), ("PAIR", 1), ("A", 1)], KitLines.Close(sent, [pair, box]).Lines.Select(line => (line.Sku?.Value, line.Quantity.Value)));

        static ShipmentLine Sent(string sku, decimal units) => new() { Sku = new(sku), Quantity = units };
    }

    private static Dictionary<Sku, Composition> Made(Composition kit) => new() { [kit.Kit] = kit };

    private static MoneyPair Sum(Order order, IEnumerable<MoneyPair> amounts) => amounts.Aggregate(MoneyPair.Zero(order.Total.Shop.Currency, order.Total.Presentment.Currency), (sum, amount) => sum + amount);

    private static MoneyPair[] Portions(MoneyPair worth, int[] portions)
    {
        decimal[] weights = [.. portions.Select(units => (decimal)units)];
        return [.. worth.Shop.Allocate(weights).Zip(worth.Presentment.Allocate(weights), (shop, presentment) => new MoneyPair(shop, presentment))];
    }

    private static decimal Scale(Currency currency) => (decimal)Math.Pow(10, currency.MinorDigits);

    private static Return Taken(int units, MoneyPair amount) => new()
    {
        Id = "R", Order = new() { Id = "1" }, ReturnedAt = DateTimeOffset.UnixEpoch, Total = amount,
        Lines = [new ReturnLine { Id = "R1", OrderLine = "L1", Sku = new("KIT"), Quantity = units, Amount = amount, Tax = new(new(Math.Floor(amount.Shop.Amount / 6), amount.Shop.Currency), new(Math.Floor(amount.Presentment.Amount / 6), amount.Presentment.Currency)), Restocked = true }],
    };

    private static Order Order(Currency shop, Currency presentment, decimal units, int price, int seen, int[] discounts, int[] taxes, bool included)
    {
        MoneyPair Pair(decimal share) => new(new Money(price * units * share / Scale(shop), shop).Rounded(), new Money(seen * units * share / Scale(presentment), presentment).Rounded());
        var parts = Math.Max(1, discounts.Sum());
        var gross = Pair(1);
        var left = gross;
        var taken = new List<Discount>();
        foreach (var discount in discounts)
        {
            var part = Pair(discount / (decimal)parts);
            part = new(part.Shop > left.Shop ? left.Shop : part.Shop, part.Presentment > left.Presentment ? left.Presentment : part.Presentment);
            left -= part;
            taken.Add(new("Sale", part));
        }

        var zero = MoneyPair.Zero(shop, presentment);
        var line = new OrderLine
        {
            Id = "L1", Sku = new("KIT"), Quantity = units, UnitPrice = new(new(price / Scale(shop), shop), new(seen / Scale(presentment), presentment)), Discounts = taken,
            Taxes = [.. taxes.Select(tax => new Tax("VAT", tax / 100m, Pair(tax / 100m)))],
        };
        var other = new OrderLine { Id = "L2", Sku = new("OTHER"), Quantity = 1, UnitPrice = zero };
        return new() { Id = "1", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Open, TaxesIncluded = included, Lines = [line, other], Total = zero };
    }
}
