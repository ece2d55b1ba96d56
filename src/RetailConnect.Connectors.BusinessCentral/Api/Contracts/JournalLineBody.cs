namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A line of a general journal to create; a positive amount debits its account.</summary>
internal sealed record JournalLineBody
{
    /// <summary>A G/L account unless it says otherwise, as for Business Central itself.</summary>
    public string? AccountType { get; init; }

    public required string AccountNumber { get; init; }

    public required string PostingDate { get; init; }

    public required string DocumentNumber { get; init; }

    public required string ExternalDocumentNumber { get; init; }

    public required decimal Amount { get; init; }

    public string? Description { get; init; }

    public string? Comment { get; init; }
}
