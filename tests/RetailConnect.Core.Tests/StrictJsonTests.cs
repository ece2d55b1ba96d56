using System.Text;
using System.Text.Json;

namespace RetailConnect.Core.Tests;

/// <summary>What a person writes is read to the letter.</summary>
public sealed class StrictJsonTests
{
    [Fact]
    public void What_we_write_ourselves_is_taken()
    {
        Taken(CanonicalSamples.Product);
        Taken(CanonicalSamples.Location);
        Taken(CanonicalSamples.StockLevel);
        Taken(CanonicalSamples.Order);
        Taken(CanonicalSamples.Customer);
        Taken(CanonicalSamples.Return);
        Taken(CanonicalSamples.Shipment);
        Taken(CanonicalSamples.LoyaltyMember);
        Taken(new Customer { Id = "C1" });
    }

    [Theory]
    [InlineData("""{"id":"C1","emial":"a@example.test"}""", "emial")]
    [InlineData("""{"id":"C1","id":"C2"}""", "id")]
    [InlineData("""{"email":"a@example.test"}""", "id")]
    [InlineData("""{"id":7}""", "id")]
    [InlineData("""{"id":"C1","email":["a@example.test"]}""", "email")]
    [InlineData("""{"id":"C1",}""", "")]
    [InlineData("""{"id":"C1"} {"id":"C2"}""", "")]
    [InlineData("null", "Customer")]
    [InlineData("", "")]
    public void A_slip_of_the_pen_is_refused_and_named(string text, string named) =>
        Assert.Contains(named, Assert.ThrowsAny<JsonException>(() => CanonicalJson.DeserializeStrictly<Customer>(Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("lines", "null")]
    [InlineData("lines", "[null]")]
    [InlineData("total", "null")]
    [InlineData("status", "\"Lent\"")]
    public void A_hole_in_an_order_is_refused(string member, string content)
    {
        var order = System.Text.Json.Nodes.JsonNode.Parse(CanonicalJson.Serialize(CanonicalSamples.Order))!;
        order[member] = System.Text.Json.Nodes.JsonNode.Parse(content);
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.DeserializeStrictly<Order>(Encoding.UTF8.GetBytes(order.ToJsonString())));
    }

    private static void Taken<T>(T value)
        where T : class => Assert.Equal(CanonicalJson.Serialize(value), CanonicalJson.Serialize(CanonicalJson.DeserializeStrictly<T>(CanonicalJson.Serialize(value))));
}
