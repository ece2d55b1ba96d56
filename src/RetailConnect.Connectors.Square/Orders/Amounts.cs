using System.Globalization;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Orders;

/// <summary>Reads the amounts of one document, which are all in one currency.</summary>
internal sealed class Amounts(Currency currency)
{
    public MoneyPair Zero { get; } = MoneyPair.Of(Money.Zero(currency));

    /// <summary>Takes the currency of the first amount that names one.</summary>
    /// <exception cref="ConnectorException">No amount names a currency, or it is none.</exception>
    public static Amounts Of(string? fallback, params ReadOnlySpan<SquareMoney?> known)
    {
        var code = fallback;
        foreach (var money in known)
        {
            if (money?.Currency is { } named)
            {
                code = named;
                break;
            }
        }

        return Currency.TryParse(code, out var currency) ? new(currency) : throw Unsupported("The document's currency is not one of ISO 4217.");
    }

    /// <summary>Reads an amount; one that is missing is zero.</summary>
    /// <exception cref="ConnectorException">The amount is in another currency.</exception>
    public MoneyPair Read(SquareMoney? money)
    {
        if (money?.Amount is not { } units)
        {
            return Zero;
        }

        return money.Currency is null || (Currency.TryParse(money.Currency, out var own) && own == currency)
            ? MoneyPair.Of(Money.FromMinor(units, currency))
            : throw Unsupported("The document mixes currencies.");
    }

    /// <summary>Reads an amount; null when it is missing or zero.</summary>
    public MoneyPair? Optional(SquareMoney? money) => Read(money) is var pair && pair == Zero ? null : pair;

    /// <summary>Adds amounts.</summary>
    public MoneyPair Sum(IEnumerable<SquareMoney?> amounts) => amounts.Aggregate(Zero, (sum, money) => sum + Read(money));

    /// <summary>Reads a count of units.</summary>
    /// <exception cref="ConnectorException">The text is no number.</exception>
    public static Quantity Units(string? text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var units) ? units
            : throw new ConnectorException(FaultKind.Rejected, "A line's quantity is no number.") { Reason = Reasons.InvalidQuantity };

    private static ConnectorException Unsupported(string message) => new(FaultKind.Rejected, message) { Reason = Reasons.UnsupportedCurrency };
}
