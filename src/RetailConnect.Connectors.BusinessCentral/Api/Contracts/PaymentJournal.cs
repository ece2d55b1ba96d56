namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record PaymentJournal
{
    public Guid Id { get; init; }

    public string? Code { get; init; }
}
