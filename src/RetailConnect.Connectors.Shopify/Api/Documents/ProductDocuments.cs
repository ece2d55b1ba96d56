using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Products.</summary>
internal static class ProductDocuments
{
    /// <summary>94 points: itself 1, variants 3 + 30 x 3 (itself, inventory item, cost). Nine products stay below 1000.</summary>
    private const double Each = 94;

    private const string Variant = """
        fragment Variant on ProductVariant {
          id sku title barcode price compareAtPrice
          inventoryItem { id unitCost { amount currencyCode } }
        }
        """;

    private const string Product = $$"""
        fragment Product on Product {
          id title description productType status updatedAt
          variants(first: 30) { nodes { ...Variant } {{Page}} }
        }
        {{Variant}}
        """;

    public static readonly GraphDocument Changed = new("Products", $$"""
        query Products($first: Int!, $after: String, $query: String) {
          page: products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ...Product } {{Page}} }
        }
        {{Product}}
        """, Fixed: 3, Each);

    public static readonly GraphDocument ByIds = new("ProductsById", $$"""
        query ProductsById($ids: [ID!]!) { nodes(ids: $ids) { ... on Product { ...Product } } }
        {{Product}}
        """, Fixed: 1, Each);

    public static readonly GraphDocument Variants = new("ProductVariants", $$"""
        query ProductVariants($id: ID!, $after: String) {
          node(id: $id) { ... on Product { rest: variants(first: 250, after: $after) { nodes { ...Variant } {{Page}} } } }
        }
        {{Variant}}
        """, Fixed: 754);

    /// <summary>What is there before a write: options 1, variants 3 + 100 x 2.</summary>
    public static readonly GraphDocument Layout = new("ProductLayout", $$"""
        query ProductLayout($id: ID!) {
          product(id: $id) {
            id
            options { name }
            variants(first: 100) { nodes { id sku selectedOptions { name value } } {{Page}} }
          }
        }
        """, Fixed: 205);

    /// <summary>The same of several products: each itself 1, options 1, variants 2 + 20 x 2. Twenty products stay below 1000.</summary>
    public static readonly GraphDocument Layouts = new("ProductLayouts", $$"""
        query ProductLayouts($ids: [ID!]!) {
          nodes(ids: $ids) { ... on Product {
            id
            options { name }
            variants(first: 20) { nodes { id sku selectedOptions { name value } } {{Page}} }
          } }
        }
        """, Fixed: 1, Each: 45);

    public static readonly GraphDocument LayoutVariants = new("ProductLayoutVariants", $$"""
        query ProductLayoutVariants($id: ID!, $after: String) {
          node(id: $id) { ... on Product { rest: variants(first: 250, after: $after) { nodes { id sku selectedOptions { name value } } {{Page}} } } }
        }
        """, Fixed: 504);

    /// <summary>10 for the mutation, 1 for the product, 3 for its variants, and for each variant 0.2 to write and 2 to read. A bulk operation runs the same document, and reads no cost for it.</summary>
    public static readonly GraphDocument Set = new("ProductSet", $$"""
        mutation ProductSet($identifier: ProductSetIdentifiers!, $input: ProductSetInput!, $first: Int!) {
          productSet(identifier: $identifier, input: $input, synchronous: true) {
            product { id variants(first: $first) { nodes { sku inventoryItem { id } } {{Page}} } }
            userErrors { code field message }
          }
        }
        """, Fixed: 14, Each: 2.2);

    public static readonly GraphDocument SetVariants = new("ProductSetVariants", $$"""
        query ProductSetVariants($id: ID!, $after: String) {
          node(id: $id) { ... on Product { rest: variants(first: 250, after: $after) { nodes { sku inventoryItem { id } } {{Page}} } } }
        }
        """, Fixed: 504);
}
