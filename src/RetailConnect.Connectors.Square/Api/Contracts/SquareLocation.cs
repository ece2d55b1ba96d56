namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record LocationList : Answer
{
    public IReadOnlyList<SquareLocation>? Locations { get; init; }
}

internal sealed record SquareLocation
{
    /// <summary>Empty where Square gives none, which its contract allows.</summary>
    public string Id { get => field ?? ""; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }
}
