namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record BusinessLocation
{
    public Guid Id { get; init; }

    public string? Code { get; init; }

    public string? DisplayName { get; init; }

    public string? LastModifiedDateTime { get; init; }
}
