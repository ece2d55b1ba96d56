using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>What the shop holds now, for comparisons: the compared fields and no more.</summary>
internal static class ShownDocuments
{
    private const string Variant = "id sku barcode price compareAtPrice product { id status }";
    private const string Quantities = """quantities(names: ["available"]) { name quantity }""";

    /// <summary>2 points for each variant: itself and its product. 250 stay below 1000.</summary>
    public static readonly GraphDocument Variants = new("VariantsShown", $$"""
        query VariantsShown($first: Int!, $after: String, $query: String) {
          page: productVariants(first: $first, after: $after, query: $query) { nodes { {{Variant}} } {{Page}} }
        }
        """, Fixed: 3, Each: 2);

    /// <summary>3 points for each level: itself, its item, the quantity. 250 stay below 1000, so that reading location by location costs no more than the levels that there are.</summary>
    public static readonly GraphDocument Levels = new("LevelsShown", $$"""
        query LevelsShown($id: ID!, $first: Int!, $after: String) {
          node(id: $id) { ... on Location { rest: inventoryLevels(first: $first, after: $after) { nodes { item { id } {{Quantities}} } {{Page}} } } }
        }
        """, Fixed: 4, Each: 3);

    /// <summary>How much there is, which decides between pages and a bulk operation.</summary>
    public static readonly GraphDocument Size = new("SizeShown", """
        query SizeShown { variants: productVariantsCount(limit: null) { count } locations: locationsCount(limit: null) { count } }
        """, Fixed: 2);

    /// <summary>Run by a bulk operation, which costs no points and reads all: a line for each variant.</summary>
    public static readonly GraphDocument AllVariants = new("AllVariants", $$"""
        query AllVariants { productVariants { edges { node { {{Variant}} } } } }
        """, Fixed: 0);

    /// <summary>Run by a bulk operation: a line for each location, and one for each level, which names its location itself.</summary>
    public static readonly GraphDocument AllLevels = new("AllLevels", $$"""
        query AllLevels { locations { edges { node { id inventoryLevels { edges { node { id item { id } location { id } {{Quantities}} } } } } } } }
        """, Fixed: 0);
}
