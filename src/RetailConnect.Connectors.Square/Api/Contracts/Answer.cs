namespace RetailConnect.Connectors.Square.Api.Contracts;

/// <summary>Every answer may list errors.</summary>
internal abstract record Answer
{
    public IReadOnlyList<SquareError>? Errors { get; init; }
}

internal sealed record ErrorList : Answer;

internal sealed record SquareError
{
    public string? Category { get; init; }

    public string? Code { get; init; }

    public string? Detail { get; init; }

    public string? Field { get; init; }
}
