namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Collections, which the shop fills itself by a condition.</summary>
internal static class CollectionDocuments
{
    public static readonly GraphDocument ByHandle = new("CollectionByHandle", """
        query CollectionByHandle($handle: String!) { collectionByIdentifier(identifier: { handle: $handle }) { id } }
        """, Fixed: 1);

    public static readonly GraphDocument Create = new("CollectionCreate", """
        mutation CollectionCreate($collection: CollectionCreateInput!) {
          collectionCreate(collection: $collection) { collection { id } userErrors { field message } }
        }
        """, Fixed: 11);
}
