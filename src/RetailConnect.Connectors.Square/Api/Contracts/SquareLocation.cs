namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record LocationList : Answer
{
    public IReadOnlyList<SquareLocation>? Locations { get; init; }
}

internal sealed record SquareLocation
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }
}
