using System.Text.Json;

namespace RetailConnect;

/// <summary>Which fields of canonical models say something about a person: the one place that knows.</summary>
/// <remarks>
/// Pure and thread-safe. Ids, amounts, times and what was sold stay, so that documents go on adding up and finding each other. Of texts that people type freely everything goes, because anything may stand there: marks of an order, names of discounts, lines that sell nothing from the catalogue.
/// </remarks>
public static class PersonalFields
{
    /// <summary>What is left of content that this version can't read.</summary>
    private static readonly byte[] Nothing = "{}"u8.ToArray();

    /// <summary>Returns a customer of whom only the id is left.</summary>
    public static Customer Without(Customer customer) => new() { Id = customer.Id };

    /// <summary>Returns an order without the buyer's company name, marks, free texts and tracking numbers.</summary>
    public static Order Without(Order order) => order with
    {
        Company = order.Company is { } company ? company with { Name = "" } : null,
        Tags = null,
        Lines = [.. order.Lines.Select(line => line with { Title = Text(line.Title, line.Sku), Discounts = Nameless(line.Discounts) })],
        Discounts = Nameless(order.Discounts),
        Fulfillments = [.. order.Fulfillments.Select(fulfillment => fulfillment with { TrackingNumber = null })],
    };

    /// <summary>Returns a return without free texts.</summary>
    public static Return Without(Return taken) => taken with { Lines = [.. taken.Lines.Select(line => line with { Title = Text(line.Title, line.Sku) })] };

    /// <summary>Returns a shipment that nobody can follow to a door.</summary>
    public static Shipment Without(Shipment shipment) => shipment with { TrackingNumber = null, TrackingUrl = null };

    /// <summary>Returns canonical JSON without personal fields; that of a type that has none comes back as it is, and so does the empty content of a delete.</summary>
    /// <param name="type">Type of the content.</param>
    /// <param name="body">Canonical JSON.</param>
    public static ReadOnlyMemory<byte> Without(EntityType type, ReadOnlyMemory<byte> body)
    {
        try
        {
            return body.IsEmpty ? body
                : type == EntityType.Customer ? CanonicalJson.Serialize(Without(CanonicalJson.Deserialize<Customer>(body.Span)))
                : type == EntityType.Order ? CanonicalJson.Serialize(Without(CanonicalJson.Deserialize<Order>(body.Span)))
                : type == EntityType.Return ? CanonicalJson.Serialize(Without(CanonicalJson.Deserialize<Return>(body.Span)))
                : type == EntityType.Shipment ? CanonicalJson.Serialize(Without(CanonicalJson.Deserialize<Shipment>(body.Span)))
                : body;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>A text of the catalogue names goods; any other may name whom they are for.</summary>
    private static string Text(string title, Sku? sku) => sku is null ? "" : title;

    private static IReadOnlyList<Discount> Nameless(IReadOnlyList<Discount> discounts) => [.. discounts.Select(discount => discount with { Title = "" })];
}
