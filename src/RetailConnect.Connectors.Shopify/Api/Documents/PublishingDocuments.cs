namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>In which channels products are offered.</summary>
internal static class PublishingDocuments
{
    public static readonly GraphDocument Publish = new("Publish", """
        mutation Publish($id: ID!, $publications: [PublicationInput!]!) {
          publishablePublish(id: $id, input: $publications) { userErrors { field message } }
        }
        """, Fixed: 11);
}
