namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>Who buys; empty when that is a private person.</summary>
internal sealed record WirePurchaser(WireCompany? Company = null, WireBranch? Location = null);

internal sealed record WireCompany(string Id, string Name, string? ExternalId = null);

internal sealed record WireBranch(string Id, string? ExternalId = null);
