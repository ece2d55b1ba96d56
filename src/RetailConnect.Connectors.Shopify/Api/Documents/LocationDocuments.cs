using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

internal static class LocationDocuments
{
    public static readonly GraphDocument All = new("Locations", $$"""
        query Locations($first: Int!, $after: String) {
          page: locations(first: $first, after: $after, includeInactive: true) { nodes { id name isActive updatedAt } {{Page}} }
        }
        """, Fixed: 3, Each: 1);
}
