namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record CurrencyRow
{
    public string? Code { get; init; }
}
