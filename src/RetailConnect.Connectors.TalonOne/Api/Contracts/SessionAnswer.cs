namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

internal sealed record SessionAnswer
{
    public SessionState? CustomerSession { get; init; }
}

internal sealed record SessionState
{
    public string? State { get; init; }

    public string? ProfileId { get; init; }

    public IReadOnlyList<CartItem>? CartItems { get; init; }
}

internal sealed record CartItem
{
    public string? Sku { get; init; }

    public long Quantity { get; init; }

    public long? ReturnedQuantity { get; init; }

    public decimal? Position { get; init; }

    public decimal? Price { get; init; }
}
