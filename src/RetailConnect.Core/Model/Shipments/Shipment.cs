namespace RetailConnect;

/// <summary>Units of an order that left, on their way to tell the channel in which the order was placed.</summary>
/// <remarks>References are ids in the system that was read. Unlike <see cref="Fulfillment"/>, which says what a channel knows of its own order, a shipment is a document of its own.</remarks>
public sealed record Shipment
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Number as people know it; null when the system gives none.</summary>
    public string? Number { get; init; }

    /// <summary>The order that the units belong to.</summary>
    public required OrderReference Order { get; init; }

    /// <summary>When the units left.</summary>
    public required DateTimeOffset ShippedAt { get; init; }

    /// <summary>Where the units came from; null when unknown.</summary>
    public ExternalId? Location { get; init; }

    /// <summary>Carrier; null when unknown.</summary>
    public string? Carrier { get; init; }

    /// <summary>Tracking number; null when there is none, or none yet.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>Where the parcel can be followed; null when unknown.</summary>
    public Uri? TrackingUrl { get; init; }

    /// <summary>True when the shipment was called off: the units did not leave after all.</summary>
    public bool Cancelled { get; init; }

    /// <summary>The lines.</summary>
    public required IReadOnlyList<ShipmentLine> Lines { get; init; }
}
