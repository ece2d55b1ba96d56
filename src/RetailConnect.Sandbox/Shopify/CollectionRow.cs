namespace RetailConnect.Sandbox.Shopify;

/// <summary>One collection, filled by product type.</summary>
internal sealed class CollectionRow
{
    public required string Id { get; init; }

    public required string Handle { get; init; }

    public required string Title { get; init; }

    /// <summary>Product types that belong to it; empty for none.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public HashSet<string> Publications { get; } = [];
}
