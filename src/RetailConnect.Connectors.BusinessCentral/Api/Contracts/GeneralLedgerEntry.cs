namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

/// <summary>A posted entry of the general ledger, as far as it is read.</summary>
internal sealed record GeneralLedgerEntry
{
    public Guid Id { get; init; }

    public string? DocumentNumber { get; init; }

    public string? AccountNumber { get; init; }

    public string? Description { get; init; }

    public decimal? DebitAmount { get; init; }

    public decimal? CreditAmount { get; init; }
}
