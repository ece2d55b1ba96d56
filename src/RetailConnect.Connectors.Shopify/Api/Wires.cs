using System.Globalization;
using System.Text.Json.Nodes;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Api;

/// <summary>Small parts that all mappers and sources share.</summary>
internal static class Wires
{
    /// <summary>Reads an amount; a currency that is not ISO 4217 can't be booked anywhere.</summary>
    /// <exception cref="ConnectorException">The currency is not known.</exception>
    public static Money Money(MoneyWire wire) => Currency.TryParse(wire.CurrencyCode, out var currency)
        ? new(decimal.Parse(wire.Amount, NumberStyles.Number, CultureInfo.InvariantCulture), currency)
        : throw new ConnectorException(FaultKind.Rejected, $"'{wire.CurrencyCode}' is no currency that can be booked.") { Reason = Reasons.UnsupportedCurrency };

    public static MoneyPair Pair(BagWire bag) => new(Money(bag.ShopMoney), Money(bag.PresentmentMoney));

    public static IReadOnlyList<Tax> Taxes(IReadOnlyList<TaxWire> taxes) => [.. taxes.Select(tax => new Tax(tax.Title, tax.Rate is { } rate ? (decimal)rate : null, Pair(tax.PriceSet)))];

    public static Payment Payment(TransactionWire wire) => new(
        wire.Id, wire.Gateway switch { "gift_card" => PaymentKind.GiftCard, "cash" => PaymentKind.Cash, "shopify_payments" => PaymentKind.Card, _ => PaymentKind.Other }, Pair(wire.AmountSet), wire.Gateway);

    /// <summary>Variables of a window's page.</summary>
    public static JsonObject Page(WindowCursor window, int first) => new()
    {
        ["first"] = first, ["after"] = window.Page,
        ["query"] = window.Since is { } since ? $"updated_at:>='{since.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)}'" : null,
    };

    public static JsonObject Ids(IEnumerable<string> ids) => new() { ["ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) };

    /// <summary>Closes a page: the vendor's cursor while there is more, then the next window.</summary>
    public static ChangePage<T> Close<T>(IReadOnlyList<Change<T>> changes, WindowCursor window, PageEnd? end)
        where T : class => end is { HasNextPage: true, EndCursor: { } cursor } ? new(changes, window.AtPage(cursor), true) : new(changes, window.Finished(), false);

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
        catch (FormatException)
        {
            return Change.Unreadable<T>(id, version, new ConnectorException(FaultKind.Rejected, "An amount or date has a form that is not known.") { Reason = Reasons.UnknownValue });
        }
    }
}
