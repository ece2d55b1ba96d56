using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class MoneyAllocationTests
{
    private static readonly Gen<Money> Totals =
        Gen.Select(Gen.Long[-1_000_000_000, 1_000_000_000], Gen.OneOf(new Currency("EUR"), new Currency("JPY"), new Currency("KWD")), Money.FromMinor);

    private static readonly Gen<decimal[]> Weights = Gen.OneOf(Gen.Int[0, 3].Select(weight => (decimal)weight), Gen.Int[0, 1_000_000].Select(weight => weight / 997m)).Array[1, 15];

    [Fact]
    public void Parts_add_up_to_the_whole_exactly_and_are_whole_units() =>
        Gen.Select(Totals, Weights).Sample((total, weights) =>
        {
            var parts = total.Allocate(weights);
            Assert.Equal(weights.Length, parts.Count);
            Assert.Equal(total, parts.Aggregate((sum, part) => sum + part));
            Assert.All(parts, part => part.ToMinor());
        });

    [Fact]
    public void No_part_is_a_whole_unit_away_from_its_fair_share() =>
        Gen.Select(Totals, Weights.Where(weights => weights.Sum() > 0)).Sample((total, weights) =>
        {
            var parts = total.Allocate(weights);
            for (var i = 0; i < parts.Count; i++)
            {
                var fair = total.ToMinor() * weights[i] / weights.Sum();
                Assert.InRange(Math.Abs(parts[i].ToMinor() - fair), 0m, 1m);
                Assert.False(weights[i] == 0 && parts[i].Amount != 0, "A part without weight got something.");
            }
        });

    [Fact]
    public void A_negative_total_is_the_mirror_of_the_positive_one() =>
        Gen.Select(Totals, Weights).Sample((total, weights) => Assert.Equal(total.Allocate(weights).Select(part => -part), (-total).Allocate(weights)));

    [Fact]
    public void Earlier_parts_are_favoured_when_weights_are_equal() =>
        Gen.Select(Totals, Gen.Int[1, 20], Gen.Int[0, 9]).Sample((total, count, weight) =>
        {
            var sizes = total.Allocate([.. Enumerable.Repeat((decimal)weight, count)]).Select(part => Math.Abs(part.Amount)).ToArray();
            Assert.Equal(sizes.OrderDescending(), sizes);
        });

    [Theory]
    [InlineData("EUR", 10000, new[] { 3334L, 3333L, 3333L })]
    [InlineData("EUR", -10000, new[] { -3334L, -3333L, -3333L })]
    [InlineData("JPY", 100, new[] { 34L, 33L, 33L })]
    [InlineData("KWD", 2, new[] { 1L, 1L, 0L })]
    public void A_third_is_rounded_in_favour_of_the_first(string currency, long units, long[] expected) =>
        Assert.Equal(expected, Money.FromMinor(units, new(currency)).Allocate([1, 1, 1]).Select(part => part.ToMinor()));

    [Fact]
    public void The_largest_remainder_gets_the_odd_cent() =>
        Assert.Equal([17L, 33L, 50L], Money.FromMinor(100, new("EUR")).Allocate([1, 2, 3]).Select(part => part.ToMinor()));

    [Fact]
    public void Equal_remainders_are_equal_whatever_a_division_would_round() =>
        Assert.Equal([3L, 0L], Money.FromMinor(3, new("EUR")).Allocate([5, 1]).Select(part => part.ToMinor()));

    [Fact]
    public void An_amount_finer_than_the_smallest_unit_is_not_lost() =>
        Gen.Select(Gen.Long[-99_999_999, 99_999_999], Weights).Sample((units, weights) =>
        {
            var total = new Money(units / 100_000m, "EUR");
            Assert.Equal(total, total.Allocate(weights).Aggregate((sum, part) => sum + part));
        });

    [Fact]
    public void Weights_must_exist_and_must_not_be_negative()
    {
        Assert.Throws<ArgumentException>(() => new Money(1m, "EUR").Allocate([]));
        Assert.Throws<ArgumentException>(() => new Money(1m, "EUR").Allocate([2, -1]));
    }
}
