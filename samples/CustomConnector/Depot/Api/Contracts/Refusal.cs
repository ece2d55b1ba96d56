namespace CustomConnector.Depot.Api.Contracts;

/// <summary>Body of every answer from 400 on.</summary>
internal sealed record Refusal
{
    public string? Code { get; init; }

    public string? Message { get; init; }
}
