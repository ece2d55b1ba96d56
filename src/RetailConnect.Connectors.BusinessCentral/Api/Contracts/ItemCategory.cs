namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record ItemCategory
{
    public string? Code { get; init; }

    public string? DisplayName { get; init; }
}
