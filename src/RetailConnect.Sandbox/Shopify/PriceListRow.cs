namespace RetailConnect.Sandbox.Shopify;

/// <summary>A price list: prices that stand in it, by variant. Other variants have none of their own.</summary>
internal sealed class PriceListRow
{
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string Currency { get; init; }

    public Dictionary<string, (decimal Price, decimal? CompareAt)> Fixed { get; } = [];
}
