namespace RetailConnect.Sandbox.Shopify;

/// <summary>A fulfilment order: what is to be sent from one location.</summary>
internal sealed class PlaceRow
{
    public required string Id { get; init; }

    public required OrderRow Order { get; init; }

    public required LocationRow Location { get; init; }

    public List<PlaceLineRow> Lines { get; } = [];

    /// <summary>True while somebody keeps the goods back.</summary>
    public bool IsHeld { get; set; }

    public DateTimeOffset At { get; init; }

    public bool IsClosed => Lines.All(line => line.Remaining == 0);

    public string Status => IsClosed ? "CLOSED" : IsHeld ? "ON_HOLD" : Lines.Any(line => line.Sent > 0) ? "IN_PROGRESS" : "OPEN";

    public IReadOnlyList<string> Actions => Status switch
    {
        "OPEN" => ["CREATE_FULFILLMENT", "HOLD", "MOVE"],
        "IN_PROGRESS" => ["CREATE_FULFILLMENT"],
        "ON_HOLD" => ["RELEASE_HOLD"],
        _ => [],
    };
}

internal sealed class PlaceLineRow
{
    public required string Id { get; init; }

    public required OrderLineRow Line { get; init; }

    public required int Total { get; set; }

    public required int Remaining { get; set; }

    public int Sent { get; set; }
}
