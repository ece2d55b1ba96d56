using CsCheck;
using RetailConnect.Sync.Returns;

namespace RetailConnect.Sync.Tests;

/// <summary>Whatever comes back in whatever order: never more than was sold, and all of it.</summary>
public sealed class GivenBackTests
{
    private static readonly Sku[] Skus = [new("A"), new("B"), new("C")];

    private static readonly Gen<Order> Orders = Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[1, 5], Gen.Long[1, 10_000]).Array[1, 3], Gen.Long[0, 1_000]).Select((lines, shipping) => new Order
    {
        Id = "1", PlacedAt = DateTimeOffset.UnixEpoch, Status = OrderStatus.Open, TaxesIncluded = true,
        Lines = [.. lines.Select((line, i) => new OrderLine { Id = $"{i}", Sku = Skus[line.Item1], Quantity = line.Item2, UnitPrice = Pair(line.Item3) })],
        Total = Pair(lines.Sum(line => line.Item2 * line.Item3) + shipping),
    });

    private static readonly Gen<Return[]> Returns = Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[1, 4], Gen.Long[0, 20_000]).Array[0, 2], Gen.Long[0, 5_000]).Select((lines, goodwill) => Taken(
        [.. lines.Select((line, i) => new ReturnLine { Id = $"{i}", Sku = Skus[line.Item1], Quantity = line.Item2, Amount = Pair(line.Item3), Restocked = true })], goodwill)).Array[0, 8];

    [Fact]
    public void What_is_let_through_is_never_more_than_was_sold_and_what_is_refused_would_be() => Gen.Select(Orders, Returns).Sample((order, returns) =>
    {
        var through = new List<Return>();
        foreach (var taken in returns)
        {
            if (GivenBack.TooMuch(order, through, taken) is null)
            {
                through.Add(taken);
            }
            else
            {
                Assert.True(Exceeds(order, [.. through, taken]), "A return was refused that goes with the others.");
            }
        }

        Assert.False(Exceeds(order, through));
    });

    [Fact]
    public void All_that_was_sold_can_come_back_unit_by_unit_in_any_order() => Gen.Select(Orders, Gen.Int).Sample((order, seed) =>
    {
#pragma warning disable RS0030 // The seed is the point.
        var random = new Random(seed);
#pragma warning restore RS0030
        var units = order.Lines.SelectMany(line => Enumerable.Range(0, (int)line.Quantity.Value).Select(_ => line)).OrderBy(_ => random.Next()).ToList();
        var through = new List<Return>();
        foreach (var line in units)
        {
            var taken = Taken([new ReturnLine { Id = "1", Sku = line.Sku, Quantity = 1, Amount = line.UnitPrice, Restocked = true }], 0);
            Assert.Null(GivenBack.TooMuch(order, through, taken));
            through.Add(taken);
        }

        Assert.NotNull(GivenBack.TooMuch(order, through, through[0]));
    });

    [Fact]
    public void Another_currency_and_an_unknown_SKU_are_not_compared()
    {
        var order = Orders.Single();
        var dollars = new MoneyPair(new(1_000_000m, "USD"), new(1_000_000m, "USD"));
        Assert.Null(GivenBack.TooMuch(order, [], new() { Id = "r", Order = new(), ReturnedAt = default, Lines = [], Total = dollars }));
        Assert.Null(GivenBack.TooMuch(order, [], Taken([new ReturnLine { Id = "1", Sku = new("PART"), Quantity = 99, Amount = Pair(0), Restocked = true }], 0)));
    }

    /// <summary>Adds up anew, without the code under test.</summary>
    private static bool Exceeds(Order order, IReadOnlyList<Return> returns) =>
        returns.Sum(taken => taken.Total.Shop.Amount) > order.Total.Shop.Amount
        || Skus.Any(sku => order.Lines.Any(line => line.Sku == sku)
            && returns.SelectMany(taken => taken.Lines).Where(line => line.Sku == sku).Sum(line => line.Quantity.Value) > order.Lines.Where(line => line.Sku == sku).Sum(line => line.Quantity.Value));

    private static Return Taken(IReadOnlyList<ReturnLine> lines, long goodwill) => new()
    {
        Id = "r", Order = new(), ReturnedAt = DateTimeOffset.UnixEpoch, Lines = lines, Adjustment = Pair(goodwill), Total = lines.Aggregate(Pair(goodwill), (sum, line) => sum + line.Amount),
    };

    private static MoneyPair Pair(long minor) => MoneyPair.Of(Money.FromMinor(minor, new("EUR")));
}
