using System.Reflection;
using System.Text;

namespace RetailConnect.Core.Tests;

/// <summary>A field that is added to a model of a person's documents has to be judged: personal, or not.</summary>
public sealed class PersonalFieldsTests
{
    /// <summary>Texts that go.</summary>
    private static readonly string[] Personal =
    [
        "BuyingCompany.Name", "Discount.Title", "Fulfillment.TrackingNumber", "Order.Tags", "OrderLine.Title", "ReturnLine.Title", "Shipment.TrackingNumber", "Shipment.TrackingUrl",
    ];

    /// <summary>Texts that name a document, goods, a place or money.</summary>
    private static readonly string[] Impersonal =
    [
        "BuyingCompany.AccountNumber", "Fulfillment.Carrier", "Order.Channel", "Order.Number", "OrderReference.Number", "OrderReference.Reference", "Payment.Gateway", "Shipment.Carrier", "Shipment.Number", "ShippingCharge.Title", "Tax.Title",
    ];

    [Fact]
    public void Every_text_of_a_document_is_judged()
    {
        var texts = new SortedSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<Type>();
        foreach (var type in new[] { typeof(Order), typeof(Return), typeof(Shipment) })
        {
            Walk(type, texts, seen);
        }

        Assert.Equal(Personal.Concat(Impersonal).Order(StringComparer.Ordinal), texts);
    }

    [Fact]
    public void Of_a_customer_the_id_is_left()
    {
        var left = PersonalFields.Without(EntityType.Customer, CanonicalJson.Serialize(CanonicalSamples.Customer));
        Assert.Equal($$"""{"id":"{{CanonicalSamples.Customer.Id}}"}""", Encoding.UTF8.GetString(left.Span));
    }

    [Fact]
    public void Of_a_document_texts_that_people_type_go_and_it_still_adds_up()
    {
        var zero = MoneyPair.Of(new Money(5m, "EUR"));
        var discount = new Discount("SECRET-1", zero);
        var order = OrderSamples.Order(
            OrderSamples.Line(2, 500) with { Title = "Coffee", Discounts = [discount] },
            OrderSamples.Line(1, 500) with { Sku = null, Kind = OrderLineKind.Custom, Title = "SECRET-2" }) with
        {
            Tags = ["SECRET-3"], Company = new("c1", "SECRET-4"), Discounts = [discount], Customer = new("7"), Number = "#1001",
            Fulfillments = [new() { Id = "f", TrackingNumber = "SECRET-5", Carrier = "DHL" }],
        };
        order = order with { Total = OrderTotals.Compute(order) };
        var left = PersonalFields.Without(EntityType.Order, CanonicalJson.Serialize(order));
        Assert.DoesNotContain("SECRET", Encoding.UTF8.GetString(left.Span), StringComparison.Ordinal);
        var read = CanonicalJson.Deserialize<Order>(left.Span);
        Assert.Null(OrderTotals.Imbalance(read));
        Assert.Equal(("Coffee", "#1001", "7", "DHL"), (read.Lines[0].Title, read.Number, read.Customer!.Id.Value, read.Fulfillments[0].Carrier));
        Assert.Equal(left.ToArray(), PersonalFields.Without(EntityType.Order, left).ToArray());
    }

    [Fact]
    public void Of_a_return_and_a_shipment_texts_and_tracking_go()
    {
        var taken = new Return
        {
            Id = "r", Order = new() { Id = "o" }, ReturnedAt = default, Total = MoneyPair.Zero(new("EUR"), new("EUR")),
            Lines = [new() { Id = "1", Title = "SECRET", Quantity = 1, Amount = MoneyPair.Zero(new("EUR"), new("EUR")), Restocked = false }],
        };
        var shipment = new Shipment { Id = "s", Order = new() { Id = "o" }, ShippedAt = default, Lines = [], TrackingNumber = "SECRET", TrackingUrl = new("https://track.example/SECRET") };
        Assert.DoesNotContain("SECRET", Encoding.UTF8.GetString(PersonalFields.Without(EntityType.Return, CanonicalJson.Serialize(taken)).Span), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", Encoding.UTF8.GetString(PersonalFields.Without(EntityType.Shipment, CanonicalJson.Serialize(shipment)).Span), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_read_goes_as_a_whole_and_a_delete_stays_one()
    {
        Assert.Equal("{}", Encoding.UTF8.GetString(PersonalFields.Without(EntityType.Order, "{\"x\":\"SECRET\"}"u8.ToArray()).Span));
        Assert.True(PersonalFields.Without(EntityType.Customer, ReadOnlyMemory<byte>.Empty).IsEmpty);
        Assert.Equal("{\"x\":1}", Encoding.UTF8.GetString(PersonalFields.Without(EntityType.Product, "{\"x\":1}"u8.ToArray()).Span));
    }

    private static void Walk(Type type, SortedSet<string> texts, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return;
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var inner = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            inner = inner.IsGenericType ? inner.GetGenericArguments()[0] : inner;
            if (inner == typeof(string) || inner == typeof(Uri))
            {
                texts.Add($"{type.Name}.{property.Name}");
            }
            else if (inner.Namespace == nameof(RetailConnect) && !inner.IsEnum && !inner.IsValueType)
            {
                Walk(inner, texts, seen);
            }
        }
    }
}
