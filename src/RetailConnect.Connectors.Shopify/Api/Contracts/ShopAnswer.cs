namespace RetailConnect.Connectors.Shopify.Api.Contracts;

internal sealed record ShopAnswer(WireShop Shop);

internal sealed record WireShop(string CurrencyCode, bool TaxesIncluded);
