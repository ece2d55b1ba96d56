using System.Globalization;
using RetailConnect.Connectors.Square.Api.Contracts;

namespace RetailConnect.Connectors.Square.Api;

/// <summary>Small parts that all mappers and sources share.</summary>
internal static class Wires
{
    /// <summary>Reads an amount in smallest units; no amount is nothing in the given currency.</summary>
    /// <exception cref="ConnectorException">The currency is not known.</exception>
    public static Money Money(MoneyWire? wire, string? otherwise = null) => Currency.TryParse(wire?.Currency ?? otherwise, out var currency)
        ? RetailConnect.Money.FromMinor(wire?.Amount ?? 0, currency)
        : throw new ConnectorException(FaultKind.Rejected, $"'{wire?.Currency ?? otherwise}' is no currency that can be booked.") { Reason = Reasons.UnsupportedCurrency };

    public static MoneyPair Pair(MoneyWire? wire, string? otherwise = null) => MoneyPair.Of(Money(wire, otherwise));

    public static Quantity Quantity(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var units)
        ? units
        : throw new ConnectorException(FaultKind.Rejected, "A quantity is no number.") { Reason = Reasons.InvalidQuantity };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Closes a page: the vendor's cursor while there is more, then the next window.</summary>
    public static ChangePage<T> Close<T>(IReadOnlyList<Change<T>> changes, WindowCursor window, string? cursor)
        where T : class => cursor is { Length: > 0 } ? new(changes, window.AtPage(cursor), true) : new(changes, window.Finished(), false);

    /// <summary>Maps one entity; what can't be mapped becomes a dead letter, and the rest of the page goes on.</summary>
    public static Change<T> Map<T>(string id, string version, Func<T> map)
        where T : class
    {
        try
        {
            return Change.Upserted(id, version, map());
        }
        catch (ConnectorException fault)
        {
            return Change.Unreadable<T>(id, version, fault);
        }
    }
}
