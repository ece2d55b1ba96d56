namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Metafields of products.</summary>
internal static class MetafieldDocuments
{
    /// <summary>Those of several products: each itself 1, its marks 1, metafields 2 + at most 24. Thirty products stay below 1000.</summary>
    public static readonly GraphDocument ByOwners = new("ProductMetafields", """
        query ProductMetafields($ids: [ID!]!, $keys: [String!]!, $count: Int!) {
          nodes(ids: $ids) { ... on Product {
            id
            metafields(first: $count, keys: $keys) { nodes { namespace key type value compareDigest } }
            marks: metafield(key: "attribute_marks") { value compareDigest }
          } }
        }
        """, Fixed: 1, Each: 28);

    public static readonly GraphDocument Set = new("MetafieldsSet", """
        mutation MetafieldsSet($metafields: [MetafieldsSetInput!]!) {
          metafieldsSet(metafields: $metafields) { userErrors { code elementIndex field message } }
        }
        """, Fixed: 11);

    public static readonly GraphDocument Delete = new("MetafieldsDelete", """
        mutation MetafieldsDelete($places: [MetafieldIdentifierInput!]!) {
          metafieldsDelete(metafields: $places) { userErrors { field message } }
        }
        """, Fixed: 11);
}
