using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Inventory;

/// <summary>One line of a batch on its way.</summary>
/// <param name="Index">Position in the batch of the engine.</param>
/// <param name="Id">Id of the stock level.</param>
/// <param name="Key">Key of this one effect.</param>
/// <param name="Quantity">What is sent.</param>
internal sealed record StockLine(int Index, ExternalId Id, IdempotencyKey Key, StockQuantity Quantity)
{
    /// <summary>How often Shopify said that an earlier attempt with the same key had failed.</summary>
    public int Renewed { get; init; }
}
