namespace RetailConnect.Connectors.BusinessCentral.Api.Contracts;

internal sealed record ODataError
{
    public ErrorDetail? Error { get; init; }

    internal sealed record ErrorDetail(string? Code, string? Message);
}
