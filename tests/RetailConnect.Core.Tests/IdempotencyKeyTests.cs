using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class IdempotencyKeyTests
{
    [Fact]
    public void A_key_never_changes_from_version_to_version()
    {
        Assert.Equal("CpKJZL-aolXBgaxNaSuUgfCjsHg-PbUlxh80AH2EfG0", IdempotencyKey.Derive("web", "order", "1001", "3").Value);
        Assert.Equal("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU", IdempotencyKey.Derive().Value);
    }

    [Fact]
    public void It_fits_the_shortest_limit_and_needs_no_escaping() => Gen.String.Array[0, 5].Sample(parts =>
    {
        var key = IdempotencyKey.Derive(parts);
        Assert.Equal(43, key.Value.Length);
        Assert.All(key.Value, character => Assert.True(char.IsAsciiLetterOrDigit(character) || character is '-' or '_'));
        Assert.Equal(key, IdempotencyKey.Derive(parts));
    });

    [Fact]
    public void Two_splits_of_one_text_have_two_keys() => Gen.Select(Gen.String[Gen.Char['a', 'z'], 2, 20], Gen.Int[0, 100], Gen.Int[0, 100]).Sample((text, first, second) =>
    {
        var (one, other) = (first % (text.Length + 1), second % (text.Length + 1));
        Assert.Equal(one == other, IdempotencyKey.Derive(text[..one], text[one..]) == IdempotencyKey.Derive(text[..other], text[other..]));
        Assert.NotEqual(IdempotencyKey.Derive(text), IdempotencyKey.Derive(text[..one], text[one..]));
    });

    [Fact]
    public void The_key_of_a_step_differs_from_its_parent_and_its_siblings()
    {
        var key = IdempotencyKey.Derive("web", "1");
        Assert.Equal(3, new[] { key, key.For("a"), key.For("b") }.Distinct().Count());
        Assert.Equal(key.For("a"), key.For("a"));
    }
}
