namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record CustomerErasureVariables(string CustomerId);

internal sealed record CustomerErasureAnswer(CustomerErasurePayload? CustomerRequestDataErasure = null) : MutationAnswer;

internal sealed record CustomerErasurePayload(string? CustomerId, IReadOnlyList<UserError> UserErrors);
