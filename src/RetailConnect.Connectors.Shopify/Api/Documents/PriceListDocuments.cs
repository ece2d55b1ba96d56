using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Price lists and their fixed prices.</summary>
internal static class PriceListDocuments
{
    public static readonly GraphDocument All = new("PriceLists", $$"""
        query PriceLists($first: Int!, $after: String) {
          page: priceLists(first: $first, after: $after) { nodes { id name currency } {{Page}} }
        }
        """, Fixed: 3, Each: 1);

    /// <summary>Takes the place of the fixed prices that the variants have on the list; other variants keep theirs.</summary>
    public static readonly GraphDocument Add = new("FixedPricesAdd", """
        mutation FixedPricesAdd($id: ID!, $prices: [PriceListPriceInput!]!) {
          priceListFixedPricesAdd(priceListId: $id, prices: $prices) { userErrors { code field message } }
        }
        """, Fixed: 11);

    public static readonly GraphDocument Delete = new("FixedPricesDelete", """
        mutation FixedPricesDelete($id: ID!, $variants: [ID!]!) {
          priceListFixedPricesDelete(priceListId: $id, variantIds: $variants) { userErrors { code field message } }
        }
        """, Fixed: 11);
}
