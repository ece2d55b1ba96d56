using System.Text.Json;
using System.Text.Json.Serialization;
using RetailConnect.Http;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A posted sales shipment, as far as it is read.</summary>
internal sealed record SalesShipment : ITroubledEntry<SalesShipment>
{
    public Guid Id { get; init; }

    public string? Number { get; init; }

    public string? ExternalDocumentNumber { get; init; }

    public string? OrderNumber { get; init; }

    public string? PostingDate { get; init; }

    public string? LastModifiedDateTime { get; init; }

    public IReadOnlyList<SalesShipmentLine>? SalesShipmentLines { get; init; }

    [JsonIgnore] public string? Trouble { get; init; }

    public static SalesShipment Troubled(JsonElement entry, string place) => new() { Id = Guid.TryParse(entry.Text("id"), out var id) ? id : Guid.Empty, Number = entry.Text("number"), LastModifiedDateTime = entry.Text("lastModifiedDateTime"), Trouble = place };
}

/// <summary>A line of a shipment; it names the item, but neither its variant nor a location.</summary>
internal sealed record SalesShipmentLine
{
    public int? Sequence { get; init; }

    public string? LineType { get; init; }

    public string? LineObjectNumber { get; init; }

    public decimal? Quantity { get; init; }

    public string? UnitOfMeasureCode { get; init; }
}
