using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Customers, at 4 points each: itself, e-mail address, phone number, postal address.</summary>
internal static class CustomerDocuments
{
    private const string Customer = """
        fragment Customer on Customer {
          id updatedAt firstName lastName
          defaultEmailAddress { emailAddress }
          defaultPhoneNumber { phoneNumber }
          defaultAddress { address1 address2 city province zip }
        }
        """;

    public static readonly GraphDocument Changed = new("Customers", $$"""
        query Customers($first: Int!, $after: String, $query: String) {
          page: customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ...Customer } {{Page}} }
        }
        {{Customer}}
        """, Fixed: 3, Each: 4);

    public static readonly GraphDocument ByIds = new("CustomersById", $$"""
        query CustomersById($ids: [ID!]!) { nodes(ids: $ids) { ... on Customer { ...Customer } } }
        {{Customer}}
        """, Fixed: 1, Each: 4);
}
