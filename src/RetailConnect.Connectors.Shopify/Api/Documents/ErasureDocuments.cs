namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>The erasure of customers.</summary>
internal static class ErasureDocuments
{
    public static readonly GraphDocument Request = new("CustomerErasure", """
        mutation CustomerErasure($customerId: ID!) {
          customerRequestDataErasure(customerId: $customerId) { customerId userErrors { code field message } }
        }
        """, Fixed: 10);
}
