namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A line of a payment journal to create.</summary>
internal sealed record PaymentBody
{
    public Guid? CustomerId { get; init; }

    public string? PostingDate { get; init; }

    public required string ExternalDocumentNumber { get; init; }

    public required decimal Amount { get; init; }

    public required Guid AppliesToInvoiceId { get; init; }

    public string? AppliesToInvoiceNumber { get; init; }

    public string? Description { get; init; }
}
