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

    public static readonly GraphDocument Activate = new("StockActivate", """
        mutation StockActivate($item: ID!, $location: ID!, $key: String!) {
          inventoryActivate(inventoryItemId: $item, locationId: $location) @idempotent(key: $key) {
            inventoryLevel { id quantities(names: ["available"]) { name quantity } }
            userErrors { field message }
          }
        }
        """, Fixed: 13);
}
