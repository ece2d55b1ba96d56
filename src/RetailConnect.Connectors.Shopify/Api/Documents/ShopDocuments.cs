namespace RetailConnect.Connectors.Shopify.Api.Documents;

internal static class ShopDocuments
{
    public static readonly GraphDocument Shop = new("Shop", "query Shop { shop { currencyCode taxesIncluded } }", Fixed: 1);
}
