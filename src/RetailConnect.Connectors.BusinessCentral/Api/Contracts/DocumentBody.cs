namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A sales order or credit memo to create, with its lines.</summary>
internal sealed record DocumentBody
{
    public required string ExternalDocumentNumber { get; init; }

    public string? OrderDate { get; init; }

    public string? CreditMemoDate { get; init; }

    public Guid? CustomerId { get; init; }

    public string? CustomerNumber { get; init; }

    public string? CurrencyCode { get; init; }

    public bool? PricesIncludeTax { get; init; }

    public Guid? InvoiceId { get; init; }

    public string? ShortcutDimension1Code { get; init; }

    public string? ShortcutDimension2Code { get; init; }

    public IReadOnlyList<DocumentLine>? SalesOrderLines { get; init; }

    public IReadOnlyList<DocumentLine>? SalesCreditMemoLines { get; init; }
}
