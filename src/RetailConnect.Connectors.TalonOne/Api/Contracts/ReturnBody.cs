namespace RetailConnect.Connectors.TalonOne.Api.Contracts;

/// <summary>Cart items that come back.</summary>
internal sealed record ReturnBody(ReturnContent Return);

internal sealed record ReturnContent(IReadOnlyList<ReturnedItem> ReturnedCartItems);

internal sealed record ReturnedItem(long Position, long Quantity, string Sku);

/// <summary>Answer to a return.</summary>
internal sealed record ReturnAnswer
{
    public ReturnState? Return { get; init; }

    internal sealed record ReturnState(long Id);
}
