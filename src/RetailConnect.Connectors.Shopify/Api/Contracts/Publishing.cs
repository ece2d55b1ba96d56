namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record PublishVariables(string Id, IReadOnlyList<PublicationInput> Publications);

internal sealed record PublicationInput(string PublicationId);

internal sealed record PublishAnswer(PublishPayload? PublishablePublish = null) : MutationAnswer;

internal sealed record PublishPayload(IReadOnlyList<UserError> UserErrors);
