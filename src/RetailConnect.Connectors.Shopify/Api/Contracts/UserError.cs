namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record UserError(string Message, IReadOnlyList<string>? Field = null, string? Code = null);
