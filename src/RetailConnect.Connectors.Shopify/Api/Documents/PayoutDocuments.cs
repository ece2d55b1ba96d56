using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

/// <summary>Payouts of Shopify Payments, and the movements of its balance that they settle.</summary>
internal static class PayoutDocuments
{
    /// <summary>2 points each: itself and its amount. The account is 1, its connection 2.</summary>
    public static readonly GraphDocument Issued = new("Payouts", $$"""
        query Payouts($first: Int!, $after: String, $query: String) {
          shopifyPaymentsAccount {
            page: payouts(first: $first, after: $after, query: $query, sortKey: ISSUED_AT) {
              nodes { id legacyResourceId status issuedAt externalTraceId net { amount currencyCode } }
              {{Page}}
            }
          }
        }
        """, Fixed: 4, Each: 2);

    /// <summary>6 points each: itself, three amounts, order and payout; 150 of them stay below 1000. Transfers are left out, because the payout itself is one.</summary>
    public static readonly GraphDocument Movements = new("PayoutMovements", $$"""
        query PayoutMovements($first: Int!, $after: String, $query: String) {
          shopifyPaymentsAccount {
            page: balanceTransactions(first: $first, after: $after, query: $query, sortKey: ID, hideTransfers: true) {
              nodes {
                id type sourceType sourceOrderTransactionId transactionDate
                amount { amount currencyCode }
                fee { amount currencyCode }
                net { amount currencyCode }
                associatedOrder { id name }
                associatedPayout { id }
              }
              {{Page}}
            }
          }
        }
        """, Fixed: 4, Each: 6);
}
