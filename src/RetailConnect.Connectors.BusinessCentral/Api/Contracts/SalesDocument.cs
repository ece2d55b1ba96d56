using System.Text.Json.Serialization;

namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>Head of a sales order, invoice or credit memo, as far as it is read.</summary>
internal sealed record SalesDocument
{
    [JsonPropertyName("@odata.etag")] public string? Etag { get; init; }

    public Guid Id { get; init; }

    public string? Number { get; init; }

    public string? ExternalDocumentNumber { get; init; }

    /// <summary>Number of the order that an invoice was made of.</summary>
    public string? OrderNumber { get; init; }

    public Guid? CustomerId { get; init; }

    public string? CurrencyCode { get; init; }

    public bool? PricesIncludeTax { get; init; }

    public decimal? TotalAmountIncludingTax { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<OpenLine>? SalesOrderLines { get; init; }

    public IReadOnlyList<OpenLine>? SalesInvoiceLines { get; init; }

    public IReadOnlyList<OpenLine>? SalesCreditMemoLines { get; init; }
}

/// <summary>A line of a document, as far as it is read.</summary>
internal sealed record OpenLine
{
    public Guid Id { get; init; }

    public int? Sequence { get; init; }

    public string? LineType { get; init; }

    public string? LineObjectNumber { get; init; }

    public string? Description { get; init; }

    public Guid? ItemVariantId { get; init; }

    public Guid? LocationId { get; init; }

    public string? UnitOfMeasureCode { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? ShippedQuantity { get; init; }

    public decimal? InvoicedQuantity { get; init; }

    public decimal? UnitPrice { get; init; }

    public decimal? DiscountAmount { get; init; }
}
