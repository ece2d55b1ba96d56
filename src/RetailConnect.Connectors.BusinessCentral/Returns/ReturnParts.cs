using RetailConnect.Connectors.BusinessCentral.Api.Contracts;
using RetailConnect.Connectors.BusinessCentral.Catalog;
using RetailConnect.Connectors.BusinessCentral.Documents;

namespace RetailConnect.Connectors.BusinessCentral.Returns;

/// <summary>What a return's references are in Business Central.</summary>
internal sealed record ReturnParts
{
    public required string Reference { get; init; }

    /// <summary>The document that the order is by now.</summary>
    public required SalesDocument Order { get; init; }

    /// <summary>The posted and unpaid invoice that the memo settles; null when there is none.</summary>
    public Guid? Invoice { get; init; }

    public string? CurrencyCode { get; init; }

    public Dimensions Dimensions { get; init; }

    public required IReadOnlyDictionary<Sku, ItemKey> Items { get; init; }

    public required IReadOnlyDictionary<ExternalId, Guid> Locations { get; init; }

    public Guid? DefaultLocation { get; init; }

    /// <summary>Location of goods that are looked at before they are sold; null when there are none.</summary>
    public Guid? Quarantine { get; init; }

    public Guid? LocationOf(ExternalId? location) => location is { } named ? Locations[named] : DefaultLocation;
}
