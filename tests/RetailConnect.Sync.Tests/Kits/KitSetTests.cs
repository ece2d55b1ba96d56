using RetailConnect.Sync.Kits;

namespace RetailConnect.Sync.Tests.Kits;

public sealed class KitSetTests
{
    [Fact]
    public void A_kit_in_a_kit_is_taken_apart_and_its_worth_spread()
    {
        var kits = KitSet.Of([new(new("BOX"), [Part("PAIR", 2, 10), Part("C", 1, 5), Part("A", 1, 1)]), new(new("PAIR"), [Part("A", 1, 3), Part("B", 3, 1)])]);
        Assert.Empty(kits.Faults);
        Assert.Equal([new(new("A"), 3, 11), new(new("B"), 6, 10), new(new("C"), 1, 5)], kits.Find(new("BOX"))!.Parts);
        Assert.Equal(["BOX", "PAIR"], kits.With(new("B")).Select(kit => kit.Kit.Value).Order());
        Assert.Empty(kits.With(new("PAIR")));
    }

    [Theory]
    [InlineData("A>B B>A", "is made of itself: A > B > A")]
    [InlineData("A>A", "is made of itself: A > A")]
    [InlineData("A>B B>C C>D D>E E>F F>x", "more than 5 deep")]
    [InlineData("A>", "has no components")]
    [InlineData("A>x A>y", "is described twice")]
    public void A_kit_that_makes_no_sense_says_why(string text, string why)
    {
        var kits = KitSet.Of([.. text.Split(' ').Select(kit => kit.Split('>')).Select(pair => new Kit(new(pair[0]), pair[1].Length == 0 ? [] : [Part(pair[1], 1)]))]);
        Assert.Contains(why, kits.FaultOf(new("A")), StringComparison.Ordinal);
        Assert.True(kits.IsKit(new("A")));
        Assert.Null(kits.Find(new("A")));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(0.000001, 1)]
    public void No_units_and_a_weight_below_nothing_make_no_sense(double units, double weight) =>
        Assert.NotNull(KitSet.Of([new(new("K"), [new(new("A"), (decimal)units) { Weight = (decimal)weight }])]).FaultOf(new("K")));

    [Fact]
    public void One_that_makes_no_sense_spoils_no_other()
    {
        var kits = KitSet.Of([new(new("BAD"), [Part("A", 0)]), new(new("GOOD"), [Part("A", 1)]), new(new("HAS-BAD"), [Part("BAD", 1)]), new(new("HUGE"), [Part("A", decimal.MaxValue, 2)])]);
        Assert.Equal(3, kits.Faults.Count());
        Assert.NotNull(kits.Find(new("GOOD")));
        Assert.Contains("too large", kits.FaultOf(new("HUGE")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_order_keeps_is_read_back_as_it_was()
    {
        var made = new Composition(new("K|1=*+ü"), [new(new("A*1"), 2.5m, 39.9m), new(new("B+2 %"), 1, 0)]);
        var read = Composition.Parse(made.KeptFor(new("web-1|2")));
        Assert.Equal((made.Kit, made.ToString()), (read.Kit, read.ToString()));
        Assert.Equal(made.Parts, read.Parts);
    }

    private static KitComponent Part(string sku, decimal units, decimal weight = 1) => new(new(sku), units) { Weight = weight };
}
