using System.Text;
using System.Text.Json;

namespace RetailConnect.Core.Tests;

public sealed class AttributeValueTests
{
    private static readonly Product Plain = new() { Id = "1", Title = "Shirt", Variants = [new() { Sku = new("S"), Price = Price.Of(new(9.5m, "EUR")) }] };

    [Fact]
    public void A_product_without_attributes_is_written_as_it_always_was()
    {
        const string Before = """{"id":"1","title":"Shirt","status":"Active","variants":[{"sku":"S","price":{"amount":{"amount":9.5,"currency":"EUR"}}}]}""";
        Assert.Equal(Before, Encoding.UTF8.GetString(CanonicalJson.Serialize(Plain)));
        Assert.Equal(Before, Encoding.UTF8.GetString(CanonicalJson.Serialize(Plain with { Attributes = [], Variants = [Plain.Variants[0] with { Attributes = [] }] })));
        Assert.Equal("6846d7a193f3a4b5d4bb10a39dc69004d19b4881b38502962ceaaacb30836e13", CanonicalJson.Fingerprint(Plain));
    }

    [Fact]
    public void Equal_values_have_one_text()
    {
        Assert.Equal(AttributeValue.Of(2m), AttributeValue.Of(2.00m));
        Assert.Equal(AttributeValue.Of(0m), AttributeValue.Of(-0.0m));
        Assert.Equal(AttributeValue.Of(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero)), AttributeValue.Of(new DateTimeOffset(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1))));
        Assert.Equal("2026-01-31T12:00:00.25Z", AttributeValue.Of(new DateTimeOffset(2026, 1, 31, 12, 0, 0, 250, TimeSpan.Zero)).Text);
        Assert.NotEqual(AttributeValue.Of("true"), AttributeValue.Of(true));
        Assert.NotEqual(AttributeValue.Of(""), AttributeValue.Cleared);
    }

    [Theory]
    [InlineData(AttributeType.Text, "", true)]
    [InlineData(AttributeType.Text, null, false)]
    [InlineData(AttributeType.Number, "-2.50", true)]
    [InlineData(AttributeType.Number, "2,5", false)]
    [InlineData(AttributeType.Number, "1e3", false)]
    [InlineData(AttributeType.Boolean, "true", true)]
    [InlineData(AttributeType.Boolean, "True", false)]
    [InlineData(AttributeType.Date, "2026-02-28", true)]
    [InlineData(AttributeType.Date, "2026-02-29", false)]
    [InlineData(AttributeType.Date, "28.02.2026", false)]
    [InlineData(AttributeType.DateTime, "2026-02-28T10:00:00+01:00", true)]
    [InlineData(AttributeType.DateTime, "10:00", false)]
    [InlineData(AttributeType.Cleared, "x", false)]
    public void A_text_is_read_only_as_what_it_is(AttributeType type, string? text, bool isOne) => Assert.Equal(isOne, AttributeValue.TryParse(type, text, out _));

    [Theory]
    [InlineData("""{"type":"Number","value":"two"}""")]
    [InlineData("""{"type":"Number","value":2}""")]
    [InlineData("""{"type":"Number"}""")]
    [InlineData("""{"type":"number","value":"2"}""")]
    [InlineData("""{"type":"1","value":"2"}""")]
    [InlineData("""{"type":"Text","value":"a","value":"b"}""")]
    [InlineData("""{"type":"Text","value":"a","note":"b"}""")]
    [InlineData("""{"value":"a"}""")]
    [InlineData("\"a\"")]
    [InlineData("null")]
    public void What_is_no_value_is_refused(string value) => Assert.ThrowsAny<JsonException>(() => CanonicalJson.DeserializeStrictly<Product>(
        Encoding.UTF8.GetBytes($$"""{"id":"1","title":"t","variants":[],"attributes":[{"name":"a","value":{{value}}}]}""")));
}
