using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class MoneyTests
{
    private static readonly Currency Euro = new("EUR");
    private static readonly Currency Yen = new("JPY");
    private static readonly Currency Dinar = new("KWD");

    private static readonly Gen<Currency> Currencies = Gen.OneOf(Euro, Yen, Dinar);

    [Theory]
    [InlineData("EUR", 1234, "12.34 EUR")]
    [InlineData("JPY", 1234, "1234 JPY")]
    [InlineData("KWD", 1234, "1.234 KWD")]
    [InlineData("EUR", -5, "-0.05 EUR")]
    public void Minor_units_have_the_digits_of_their_currency(string currency, long units, string expected) =>
        Assert.Equal(expected, Money.FromMinor(units, new(currency)).ToString());

    [Fact]
    public void Minor_units_survive_the_round_trip() =>
        Gen.Select(Gen.Long[-10_000_000_000, 10_000_000_000], Currencies).Sample((units, currency) => Money.FromMinor(units, currency).ToMinor() == units);

    [Theory]
    [InlineData("EUR", "0.005")]
    [InlineData("JPY", "0.5")]
    [InlineData("KWD", "0.0001")]
    public void A_fraction_of_the_smallest_unit_has_no_minor_units(string currency, string amount) =>
        Assert.Throws<InvalidOperationException>(() => new Money(Amount(amount), currency).ToMinor());

    [Theory]
    [InlineData("EUR", "2.345", "2.35")]
    [InlineData("EUR", "-2.345", "-2.35")]
    [InlineData("EUR", "2.344999", "2.34")]
    [InlineData("JPY", "2.5", "3")]
    [InlineData("KWD", "2.3455", "2.346")]
    public void Rounding_goes_away_from_zero_to_the_smallest_unit(string currency, string amount, string expected) =>
        Assert.Equal(Amount(expected), new Money(Amount(amount), currency).Rounded().Amount);

    [Fact]
    public void Two_currencies_are_never_mixed()
    {
        var (euro, yen) = (new Money(1m, Euro), new Money(1m, Yen));
        Assert.Throws<InvalidOperationException>(() => euro + yen);
        Assert.Throws<InvalidOperationException>(() => euro - yen);
        Assert.Throws<InvalidOperationException>(() => euro < yen);
        Assert.Throws<InvalidOperationException>(() => euro >= yen);
        Assert.NotEqual(euro, yen);
        Assert.Throws<InvalidOperationException>(() => MoneyPair.Of(euro) + MoneyPair.Of(yen));
    }

    [Fact]
    public void Money_without_a_currency_does_not_pass_for_any_other() =>
        Assert.Throws<InvalidOperationException>(() => default(Money) + new Money(1m, Euro));

    [Fact]
    public void Sums_and_order_follow_the_amounts() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Gen.Long[-1_000_000, 1_000_000], Currencies).Sample((left, right, currency) =>
        {
            var (a, b) = (Money.FromMinor(left, currency), Money.FromMinor(right, currency));
            Assert.Equal(left + right, (a + b).ToMinor());
            Assert.Equal(left - right, (a - b).ToMinor());
            Assert.Equal(-left, (-a).ToMinor());
            Assert.Equal(left < right, a < b);
            Assert.Equal(left >= right, a >= b);
            Assert.Equal(left.CompareTo(right), a.CompareTo(b));
        });

    private static decimal Amount(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
