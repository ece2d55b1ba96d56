namespace RetailConnect;

/// <summary>What kind of goods a product is.</summary>
public sealed record ProductCategory
{
    /// <summary>Code in the system that was read; null where categories have names only.</summary>
    public string? Code { get; init; }

    /// <summary>Name shown to people.</summary>
    public required string Name { get; init; }
}
