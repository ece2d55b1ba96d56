namespace RetailConnect.Connectors.Square.Api.Contracts;

internal sealed record CountSearch(IReadOnlyList<string>? CatalogObjectIds, IReadOnlyList<string>? LocationIds, IReadOnlyList<string> States, string? Cursor, int Limit);

internal sealed record CountList : Answer
{
    public IReadOnlyList<StockCount>? Counts { get; init; }

    public string? Cursor { get; init; }
}

internal sealed record StockCount
{
    public string? CatalogObjectId { get; init; }

    public string? LocationId { get; init; }

    public string? State { get; init; }

    public string? Quantity { get; init; }

    public string? CalculatedAt { get; init; }
}

internal sealed record StockChanges(string IdempotencyKey, IReadOnlyList<StockChange> Changes, bool IgnoreUnchangedCounts);

internal sealed record StockChange(string Type, PhysicalCount PhysicalCount);

internal sealed record PhysicalCount(string ReferenceId, string CatalogObjectId, string State, string LocationId, string Quantity, string OccurredAt);
