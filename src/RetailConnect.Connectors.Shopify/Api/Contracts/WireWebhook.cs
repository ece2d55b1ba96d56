namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WebhookPage(Connection<WireWebhook> Page);

internal sealed record WireWebhook(string Id, string Topic, string Uri);

internal sealed record WebhookCreateVariables(string Topic, string Uri);

internal sealed record WebhookUpdateVariables(string Id, string Uri);

internal sealed record WebhookAnswer(WebhookPayload? Answer = null) : MutationAnswer;

internal sealed record WebhookPayload(IReadOnlyList<UserError> UserErrors);
