namespace RetailConnect;

/// <summary>The order that a return names: by its id in the same system, or by the number on the customer's receipt when it was placed elsewhere.</summary>
public sealed record OrderReference
{
    /// <summary>Id of the order in the system that holds the return; null when it was placed elsewhere.</summary>
    public ExternalId? Id { get; init; }

    /// <summary>Number on the receipt; null when unknown.</summary>
    public string? Number { get; init; }
}
