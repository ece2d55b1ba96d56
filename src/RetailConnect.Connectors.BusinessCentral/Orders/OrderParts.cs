using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Orders;

/// <summary>What an order's references are in Business Central.</summary>
internal sealed record OrderParts
{
    public required string Reference { get; init; }

    public Guid? CustomerId { get; init; }

    public string? CustomerNumber { get; init; }

    public string? CurrencyCode { get; init; }

    public Dimensions Dimensions { get; init; }

    public required IReadOnlyDictionary<Sku, ItemKey> Items { get; init; }

    public required IReadOnlyDictionary<ExternalId, Guid> Locations { get; init; }

    /// <summary>Location of lines that name none.</summary>
    public Guid? DefaultLocation { get; init; }

    public Guid? LocationOf(ExternalId? location) => location is { } named ? Locations[named] : DefaultLocation;
}
