namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record WireLocation(string Id, string Name, bool IsActive, DateTimeOffset UpdatedAt);
