using static RetailConnect.Connectors.Shopify.Api.Documents.Fragments;

namespace RetailConnect.Connectors.Shopify.Api.Documents;

internal static class WebhookDocuments
{
    public static readonly GraphDocument List = new("Webhooks", $$"""
        query Webhooks($first: Int!, $after: String) {
          page: webhookSubscriptions(first: $first, after: $after) { nodes { id topic uri } {{Page}} }
        }
        """, Fixed: 3, Each: 1);

    public static readonly GraphDocument Create = new("WebhookCreate", """
        mutation WebhookCreate($topic: WebhookSubscriptionTopic!, $uri: String!) {
          answer: webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri, format: JSON }) { userErrors { field message } }
        }
        """, Fixed: 11);

    public static readonly GraphDocument Update = new("WebhookUpdate", """
        mutation WebhookUpdate($id: ID!, $uri: String!) {
          answer: webhookSubscriptionUpdate(id: $id, webhookSubscription: { uri: $uri, format: JSON }) { userErrors { field message } }
        }
        """, Fixed: 11);
}
