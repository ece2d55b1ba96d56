namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record GeneralJournal
{
    public Guid Id { get; init; }

    public string? Code { get; init; }

    /// <summary>Account that each line of the journal is balanced with; empty for a journal whose lines balance each other.</summary>
    public string? BalancingAccountNumber { get; init; }
}
