namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A line of a payment journal, as far as it is read.</summary>
internal sealed record CustomerPayment
{
    public Guid Id { get; init; }

    public string? ExternalDocumentNumber { get; init; }

    public decimal? Amount { get; init; }
}
