namespace RetailConnect.Core.Tests;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("eur", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("KWD", 3)]
    [InlineData("BHD", 3)]
    public void A_currency_knows_its_smallest_unit(string code, int digits)
    {
        var currency = new Currency(code);
        Assert.Equal(digits, currency.MinorDigits);
        Assert.Equal(code.ToUpperInvariant(), currency.Code);
        Assert.True(Currency.TryParse(code, out var parsed));
        Assert.Equal(currency, parsed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("EU")]
    [InlineData("EURO")]
    [InlineData("DEM")]
    [InlineData("XXX")]
    [InlineData(" EUR")]
    public void A_code_that_is_not_in_use_is_refused(string? code)
    {
        Assert.False(Currency.TryParse(code, out var currency));
        Assert.Equal(default, currency);
        Assert.Throws<ArgumentException>(() => new Currency(code ?? ""));
    }

    [Fact]
    public void The_default_value_is_no_currency() => Assert.NotEqual(new Currency("EUR"), default);
}
