namespace CustomConnector.Depot.Api.Contracts;

internal sealed record Item(string Id, long Version, DateTimeOffset ChangedAt, string Name, string Status, string Currency, IReadOnlyList<ItemVariant> Variants)
{
    public string? Description { get; init; }
}

internal sealed record ItemVariant(string Sku, decimal Price)
{
    public string? Label { get; init; }

    public string? Barcode { get; init; }
}
