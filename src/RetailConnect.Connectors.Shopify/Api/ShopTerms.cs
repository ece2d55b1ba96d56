namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>How the shop states its prices.</summary>
internal sealed record ShopTerms(Currency Currency, bool TaxesIncluded);
