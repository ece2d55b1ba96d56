using System.Collections;
using System.Text;
using System.Text.Json;

namespace RetailConnect.Core.Tests;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void A_product_survives_the_round_trip() => Survives(CanonicalSamples.Product);

    [Fact]
    public void A_location_survives_the_round_trip() => Survives(CanonicalSamples.Location);

    [Fact]
    public void A_price_of_a_list_survives_the_round_trip() => Survives(CanonicalSamples.ListPrice);

    [Fact]
    public void A_stock_level_survives_the_round_trip() => Survives(CanonicalSamples.StockLevel);

    [Fact]
    public void An_order_survives_the_round_trip() => Survives(CanonicalSamples.Order);

    [Fact]
    public void A_customer_survives_the_round_trip() => Survives(CanonicalSamples.Customer);

    [Fact]
    public void A_return_survives_the_round_trip() => Survives(CanonicalSamples.Return);

    [Fact]
    public void A_shipment_survives_the_round_trip() => Survives(CanonicalSamples.Shipment);

    [Fact]
    public void A_payout_survives_the_round_trip() => Survives(CanonicalSamples.Payout);

    [Fact]
    public void A_loyalty_member_survives_the_round_trip() => Survives(CanonicalSamples.LoyaltyMember);

    [Fact]
    public void What_is_unknown_stays_unknown()
    {
        var customer = CanonicalJson.Deserialize<Customer>(CanonicalJson.Serialize(new Customer { Id = "C1" }));
        Assert.Equal(new Customer { Id = "C1" }, customer);
        var stock = CanonicalJson.Deserialize<StockLevel>(CanonicalJson.Serialize(new StockLevel { Sku = new("A"), Location = "L", Available = 0m }));
        Assert.Null(stock.OnHand);
        Assert.Equal(Quantity.Zero, stock.Available);
    }

    [Fact]
    public void The_fingerprint_does_not_depend_on_how_a_number_is_written()
    {
        var order = CanonicalSamples.Order;
        var padded = order with
        {
            Tip = new(new(1.000m, "EUR"), new(1.0900m, "USD")), Lines = [order.Lines[0] with { Quantity = 2.0m, Taxes = [order.Lines[0].Taxes[0] with { Rate = 0.20m }] }],
        };
        Assert.Equal(CanonicalJson.Fingerprint(order), CanonicalJson.Fingerprint(padded));
        Assert.NotEqual(CanonicalJson.Fingerprint(order), CanonicalJson.Fingerprint(order with { Tip = new(new(1.001m, "EUR"), new(1.09m, "USD")) }));
    }

    [Fact]
    public void Minus_zero_is_zero()
    {
        var zero = new StockLevel { Sku = new("A"), Location = "L", Available = 0m };
        Assert.Equal(CanonicalJson.Fingerprint(zero), CanonicalJson.Fingerprint(zero with { Available = -0.0m }));
        var level = new ProductVariant { Sku = new("A"), Price = Price.Of(new(0m, "EUR")) };
        var product = new Product { Id = "1", Title = "", Variants = [level] };
        Assert.Equal(CanonicalJson.Fingerprint(product), CanonicalJson.Fingerprint(product with { Variants = [level with { Price = Price.Of(-new Money(0.00m, "EUR")) }] }));
    }

    [Fact]
    public void The_fingerprint_does_not_depend_on_the_order_of_construction()
    {
        var one = new Customer { Id = "C1", Email = "a@example.test", LastName = "L" } with { Phone = "+1" };
        var other = new Customer { Id = "C1", Phone = "+1" } with { LastName = "L", Email = "a@example.test" };
        Assert.Equal(CanonicalJson.Fingerprint(one), CanonicalJson.Fingerprint(other));
        Assert.Equal(CanonicalJson.Fingerprint(one), CanonicalJson.Fingerprint(CanonicalJson.Deserialize<Customer>(CanonicalJson.Serialize(one))));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"id":"1","title":"t","variants":[{"sku":"A","price":{"amount":{"amount":1,"currency":"XXX"}}}]}""")]
    [InlineData("""{"id":"1","title":"t","variants":[{"sku":"A","gtin":"4006381333930","price":{"amount":{"amount":1,"currency":"EUR"}}}]}""")]
    [InlineData("""{"id":"1","title":"t","variants":[{"sku":"A","price":{"amount":{"amount":"1","currency":"EUR"}}}]}""")]
    public void A_text_that_is_no_such_model_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => CanonicalJson.Deserialize<Product>(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_type_that_is_no_canonical_model_is_refused() => Assert.Throws<ArgumentException>(() => CanonicalJson.Serialize(new Version()));

    private static void Survives<T>(T value)
        where T : class
    {
        AllSet(value, typeof(T).Name);
        var bytes = CanonicalJson.Serialize(value);
        var back = CanonicalJson.Deserialize<T>(bytes);
        Assert.Equivalent(value, back, strict: true);
        Assert.Equal(bytes, CanonicalJson.Serialize(back));
        Snapshot.Match(value, $"CanonicalJson.{typeof(T).Name}");
    }

    /// <summary>A property that the sample leaves out would not be tested.</summary>
    private static void AllSet(object value, string place)
    {
        foreach (var property in value.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.SetMethod is not null))
        {
            var found = property.GetValue(value);
            var name = $"{place}.{property.Name}";
            Assert.True(found is not null && !(found is IList { Count: 0 }), $"{name} is not set in the sample.");
            foreach (var item in found is IEnumerable list and not string ? list.Cast<object>() : [found])
            {
                if (item.GetType().Namespace == nameof(RetailConnect) && !item.GetType().IsValueType)
                {
                    AllSet(item, name);
                }
            }
        }
    }
}
