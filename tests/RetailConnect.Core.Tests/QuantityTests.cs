using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class QuantityTests
{
    [Fact]
    public void Quantities_count_and_compare_like_their_numbers() => Gen.Select(Gen.Int[-1_000_000, 1_000_000], Gen.Int[-1_000_000, 1_000_000]).Sample((left, right) =>
    {
        var (a, b) = (new Quantity(left / 1000m), new Quantity(right / 1000m));
        Assert.Equal((left + right) / 1000m, (a + b).Value);
        Assert.Equal((left - right) / 1000m, (a - b).Value);
        Assert.Equal(left < right, a < b);
        Assert.Equal(left > right, a > b);
        Assert.Equal(left <= right, a <= b);
        Assert.Equal(left >= right, a >= b);
        Assert.Equal(left.CompareTo(right), a.CompareTo(b));
    });

    [Theory]
    [InlineData("2.0", "2")]
    [InlineData("0.50000", "0.5")]
    [InlineData("-3", "-3")]
    [InlineData("1234567.125", "1234567.125")]
    public void It_is_written_without_empty_digits(string value, string expected) =>
        Assert.Equal(expected, new Quantity(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToString());

    [Fact]
    public void Trailing_zeros_make_no_difference() => Assert.Equal(new Quantity(2.0m), new Quantity(2m));
}
