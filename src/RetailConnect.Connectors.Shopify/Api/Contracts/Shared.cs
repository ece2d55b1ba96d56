namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>Amounts stay texts until a mapper reads them, so that a bad one costs its entity and not the page.</summary>
internal sealed record WireMoney(string Amount, string CurrencyCode);

internal sealed record MoneyBag(WireMoney ShopMoney, WireMoney PresentmentMoney);

internal sealed record Reference(string Id);

internal sealed record WireTax(string Title, MoneyBag PriceSet, decimal? Rate = null);

internal sealed record WireDiscount(MoneyBag AllocatedAmountSet);

internal sealed record WireTransaction(string Id, string Kind, string Status, MoneyBag AmountSet, string? Gateway = null);
