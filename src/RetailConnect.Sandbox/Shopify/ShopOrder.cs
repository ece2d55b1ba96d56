namespace RetailConnect.Sandbox.Shopify;

/// <summary>One order, as the judge sees it.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Number on the receipt.</param>
/// <param name="Customer">Customer's id; null for a guest.</param>
/// <param name="Location">Location that ships.</param>
/// <param name="Total">Total in the shop's currency.</param>
/// <param name="Lines">Lines.</param>
public sealed record ShopOrder(string Id, string Name, string? Customer, string Location, decimal Total, IReadOnlyList<ShopOrderLine> Lines)
{
    /// <summary>True when it was edited after it was placed; lines and total are those after the edits.</summary>
    public bool IsEdited { get; init; }

    /// <summary>True when the customer gave a tip.</summary>
    public bool IsTipped { get; init; }

    /// <summary>True when it was called off.</summary>
    public bool IsCancelled { get; init; }
}
