namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A line to create.</summary>
internal sealed record DocumentLine
{
    public required string LineType { get; init; }

    public required string LineObjectNumber { get; init; }

    public string? Description { get; init; }

    public required decimal Quantity { get; init; }

    public required decimal UnitPrice { get; init; }

    public decimal? DiscountAmount { get; init; }

    public Guid? ItemVariantId { get; init; }

    public Guid? LocationId { get; init; }

    /// <summary>Without one Business Central takes the item's sales unit, which may be a box of what a channel counts.</summary>
    public string? UnitOfMeasureCode { get; init; }
}
