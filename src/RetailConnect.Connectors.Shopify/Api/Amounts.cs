using System.Globalization;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Reads and writes amounts.</summary>
internal static class Amounts
{
    public static MoneyPair Pair(MoneyBag bag) => new(Money(bag.ShopMoney), Money(bag.PresentmentMoney));

    public static Money Money(WireMoney money) => new(Amount(money.Amount), CurrencyOf(money.CurrencyCode));

    public static Currency CurrencyOf(string code) => Currency.TryParse(code, out var currency)
        ? currency
        : throw new ConnectorException(FaultKind.Rejected, $"'{PlainText.Of(code)}' is not an ISO 4217 currency in use.") { Reason = Reasons.UnsupportedCurrency };

    public static decimal Amount(string text) => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        ? amount
        : throw new ConnectorException(FaultKind.Rejected, $"'{PlainText.Of(text)}' is not an amount.") { Reason = Reasons.UnknownValue };

    public static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);

    public static bool IsZero(MoneyPair pair) => pair.Shop.Amount == 0 && pair.Presentment.Amount == 0;
}
