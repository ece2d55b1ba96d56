namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Stock.</summary>
internal static class StockDocuments
{
    /// <summary>3 points for each item: itself, its level, the quantity. 250 items stay below 1000.</summary>
    public static readonly GraphDocument Levels = new("StockLevels", """
        query StockLevels($ids: [ID!]!, $location: ID!) {
          nodes(ids: $ids) { ... on InventoryItem {
            id
            inventoryLevel(locationId: $location) { id updatedAt quantities(names: ["available"]) { name quantity } }
          } }
        }
        """, Fixed: 1, Each: 3);

    public static readonly GraphDocument Set = new("StockSet", """
        mutation StockSet($input: InventorySetQuantitiesInput!, $key: String!) {
          inventorySetQuantities(input: $input) @idempotent(key: $key) { userErrors { code field message } }
        }
        """, Fixed: 11);

    /// <summary>Takes no key and needs none: an item that is stocked at a location keeps its quantity.</summary>
    public static readonly GraphDocument Activate = new("StockActivate", """
        mutation StockActivate($item: ID!, $updates: [InventoryBulkToggleActivationInput!]!) {
          inventoryBulkToggleActivation(inventoryItemId: $item, inventoryItemUpdates: $updates) { userErrors { code field message } }
        }
        """, Fixed: 11);
}
