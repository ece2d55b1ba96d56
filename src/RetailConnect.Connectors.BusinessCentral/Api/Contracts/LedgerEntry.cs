namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A posted entry of the general ledger, as far as it is read.</summary>
internal sealed record LedgerEntry
{
    public Guid Id { get; init; }

    public string? DocumentNumber { get; init; }
}
