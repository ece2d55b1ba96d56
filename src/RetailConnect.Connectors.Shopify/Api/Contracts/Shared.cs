namespace RetailConnect.Connectors.Shopify.Api.Contracts;

/// <summary>Amounts stay texts until a mapper reads them, so that a bad one costs its entity and not the page.</summary>
internal sealed record WireMoney(string Amount, string CurrencyCode);

internal sealed record MoneyBag(WireMoney ShopMoney, WireMoney PresentmentMoney);

/// <summary>The side of an amount that is in the shop's currency, read where it only says whether there is any.</summary>
internal sealed record ShopAmount(ShopMoney ShopMoney);

internal sealed record ShopMoney(string Amount);

internal sealed record Reference(string Id);

internal sealed record WireTax(string Title, MoneyBag PriceSet, decimal? Rate = null, bool? ChannelLiable = null);

internal sealed record WireDiscount(MoneyBag AllocatedAmountSet);

internal sealed record WireTransaction(string Id, string Kind, string Status, MoneyBag AmountSet, string? Gateway = null);
