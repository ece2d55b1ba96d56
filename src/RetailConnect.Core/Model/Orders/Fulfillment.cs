namespace RetailConnect;

/// <summary>Goods of an order that were handed over or shipped.</summary>
public sealed record Fulfillment
{
    /// <summary>Id in the system that was read.</summary>
    public required ExternalId Id { get; init; }

    /// <summary>Where the goods came from; null when unknown.</summary>
    public ExternalId? Location { get; init; }

    /// <summary>Tracking number; null when there is none.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>Carrier; null when unknown.</summary>
    public string? Carrier { get; init; }

    /// <summary>Units by order line.</summary>
    public IReadOnlyList<FulfilledLine> Lines { get; init; } = [];
}
