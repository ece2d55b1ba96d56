namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Pictures of products, and the files that they are.</summary>
internal static class ImageDocuments
{
    /// <summary>What products show: each itself 1, its marks 1, media 2 + 250. Three products stay below 1000.</summary>
    public static readonly GraphDocument ByOwners = new("ProductImages", """
        query ProductImages($ids: [ID!]!) {
          nodes(ids: $ids) { ... on Product {
            id
            media(first: 250) { nodes { id } }
            marks: metafield(key: "image_marks") { value compareDigest }
          } }
        }
        """, Fixed: 1, Each: 254);

    /// <summary>A name belongs to one file.</summary>
    public static readonly GraphDocument ByName = new("FilesByName", """
        query FilesByName($search: String!) {
          page: files(first: 3, query: $search) { nodes { id fileStatus fileErrors { code message details } } }
        }
        """, Fixed: 8);

    public static readonly GraphDocument ByIds = new("FilesById", """
        query FilesById($ids: [ID!]!) {
          nodes(ids: $ids) { ... on MediaImage { id fileStatus fileErrors { code message details } } }
        }
        """, Fixed: 0, Each: 2);

    public static readonly GraphDocument Create = new("FileCreate", """
        mutation FileCreate($files: [FileCreateInput!]!) {
          fileCreate(files: $files) { files { id fileStatus fileErrors { code message details } } userErrors { code field message } }
        }
        """, Fixed: 13);

    public static readonly GraphDocument Update = new("FileUpdate", """
        mutation FileUpdate($changes: [FileUpdateInput!]!) {
          fileUpdate(files: $changes) { userErrors { code field message } }
        }
        """, Fixed: 11);

    public static readonly GraphDocument Mark = new("ImageMarks", """
        mutation ImageMarks($metafields: [MetafieldsSetInput!]!) {
          metafieldsSet(metafields: $metafields) { metafields { compareDigest } userErrors { code elementIndex field message } }
        }
        """, Fixed: 12);
}
