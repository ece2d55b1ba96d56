namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>Head of a sales invoice, as far as its settlement needs it.</summary>
internal sealed record PostedInvoice
{
    public Guid Id { get; init; }

    public string? Number { get; init; }

    public string? ExternalDocumentNumber { get; init; }

    public string? PostingDate { get; init; }

    public Guid? CustomerId { get; init; }

    public Guid? BillToCustomerId { get; init; }

    public string? CurrencyCode { get; init; }

    public decimal? TotalAmountIncludingTax { get; init; }

    public decimal? RemainingAmount { get; init; }

    public string? Status { get; init; }
}
