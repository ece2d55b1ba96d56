namespace RetailConnect;

/// <summary>The order that a return or shipment names: by its id in the same system, by the reference that was left there when the order was written, or by the number on the customer's receipt when it was placed elsewhere.</summary>
public sealed record OrderReference
{
    /// <summary>Id of the order in the system that holds the document; null when it was placed elsewhere.</summary>
    public ExternalId? Id { get; init; }

    /// <summary>The reference that an order carries in a system to which it was written, which is its canonical id, as far as the system tells; null when it tells none. It may be a text that a person typed.</summary>
    public string? Reference { get; init; }

    /// <summary>Number on the receipt; null when unknown.</summary>
    public string? Number { get; init; }
}
