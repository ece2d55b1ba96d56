namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A line of a general journal, as far as it is read.</summary>
internal sealed record JournalLine
{
    public Guid Id { get; init; }

    public string? AccountType { get; init; }

    public string? AccountNumber { get; init; }

    public string? DocumentNumber { get; init; }

    public decimal? Amount { get; init; }

    public string? Description { get; init; }
}
