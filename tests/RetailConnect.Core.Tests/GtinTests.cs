using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class GtinTests
{
    private static readonly Gen<string> Valid = Gen.OneOf(8, 12, 13, 14).SelectMany(length => Gen.Char['0', '9'].Array[length - 1]).Select(digits =>
        $"{new string(digits)}{Gtin.CheckDigit(digits)}");

    [Theory]
    [InlineData("96385074")]
    [InlineData("036000291452")]
    [InlineData("4006381333931")]
    [InlineData("9780306406157")]
    [InlineData("10614141000415")]
    public void A_published_number_of_each_length_is_accepted(string text)
    {
        Assert.Equal(text, Gtin.Parse(text).Value);
        Assert.Equal(text, Gtin.Parse(text).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("4006381333930")]
    [InlineData("400638133393")]
    [InlineData("40063813339310")]
    [InlineData(" 4006381333931")]
    [InlineData("4006381333931\n")]
    [InlineData("400638133393A")]
    [InlineData("-006381333931")]
    [InlineData("٤٠٠٦٣٨١٣٣٣٩٣١")]
    [InlineData("123456789012345678901234567890")]
    public void Anything_else_is_refused(string? text)
    {
        Assert.False(Gtin.TryParse(text, out var gtin));
        Assert.Equal("", gtin.Value);
        Assert.Throws<FormatException>(() => Gtin.Parse(text ?? ""));
    }

    [Fact]
    public void A_number_with_its_check_digit_is_accepted() => Valid.Sample(text => Gtin.TryParse(text, out var gtin) && gtin.Value == text);

    [Fact]
    public void Every_error_in_one_digit_is_found() => Valid.Sample(text =>
    {
        for (var place = 0; place < text.Length; place++)
        {
            foreach (var digit in "0123456789".Where(digit => digit != text[place]))
            {
                Assert.False(Gtin.TryParse($"{text[..place]}{digit}{text[(place + 1)..]}", out _), $"{text}: digit {place} read as {digit} was not found.");
            }
        }
    });

    [Fact]
    public void Two_swapped_neighbours_are_found_unless_they_differ_by_five_or_not_at_all() => Valid.Sample(text =>
    {
        for (var place = 0; place < text.Length - 1; place++)
        {
            var swapped = $"{text[..place]}{text[place + 1]}{text[place]}{text[(place + 2)..]}";
            Assert.Equal(Math.Abs(text[place] - text[place + 1]) is 0 or 5, Gtin.TryParse(swapped, out _));
        }
    });
}
