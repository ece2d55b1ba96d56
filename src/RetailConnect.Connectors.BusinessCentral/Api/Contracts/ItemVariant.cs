namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record ItemVariant
{
    public Guid Id { get; init; }

    public Guid? ItemId { get; init; }

    public string? Code { get; init; }

    public string? Description { get; init; }

    public string? LastModifiedDateTime { get; init; }
}
