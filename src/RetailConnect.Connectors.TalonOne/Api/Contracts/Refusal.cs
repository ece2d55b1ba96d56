namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

internal sealed record Refusal
{
    public string? Message { get; init; }

    public IReadOnlyList<Problem?>? Errors { get; init; }

    internal sealed record Problem(string? Title);
}
