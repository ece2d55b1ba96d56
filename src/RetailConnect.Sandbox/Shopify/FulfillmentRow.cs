namespace RetailConnect.Sandbox.Shopify;

/// <summary>A fulfilment: units that were sent from one location.</summary>
internal sealed class FulfillmentRow
{
    public required string Id { get; init; }

    public required OrderRow Order { get; init; }

    public required LocationRow Location { get; init; }

    public required IReadOnlyList<SentLineRow> Lines { get; init; }

    public string? Company { get; set; }

    public IReadOnlyList<string> Numbers { get; set; } = [];

    public IReadOnlyList<string> Urls { get; set; } = [];

    public bool IsCancelled { get; set; }

    public required DateTimeOffset At { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <param name="Id">Id of the fulfilment's line.</param>
/// <param name="Place">Fulfilment order that the units came from.</param>
/// <param name="Line">Its line.</param>
/// <param name="Units">Units sent.</param>
internal sealed record SentLineRow(string Id, PlaceRow Place, PlaceLineRow Line, int Units);
