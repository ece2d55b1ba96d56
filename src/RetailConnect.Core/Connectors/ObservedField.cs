using System.Globalization;

namespace RetailConnect;

/// <summary>One field of an observation, in the one spelling in which both sides are compared and people read it.</summary>
/// <param name="Name">Kebab-case name, one of the constants or a partner's own.</param>
/// <param name="Value">The value; empty when the system has none.</param>
public sealed record ObservedField(string Name, string Value)
{
    /// <summary>Selling price of one unit.</summary>
    public const string Price = "price";

    /// <summary>Price that is shown crossed out.</summary>
    public const string CompareAt = "compare-at";

    /// <summary>Barcode.</summary>
    public const string Gtin = "gtin";

    /// <summary>Whether the product may be sold.</summary>
    public const string Status = "status";

    /// <summary>Units that can be sold.</summary>
    public const string Available = "available";

    /// <summary>What the customer owes or gets back in all, in the shop's currency.</summary>
    public const string Total = "total";

    private const string MoneyFormat = "0.00##########";

    /// <summary>An amount: at least two decimals, no further zeros, and the currency.</summary>
    public static ObservedField Of(string name, Money? amount) =>
        new(name, amount is { } money ? string.Create(CultureInfo.InvariantCulture, $"{money.Amount.ToString(MoneyFormat, CultureInfo.InvariantCulture)} {money.Currency}") : "");

    /// <summary>A number of units.</summary>
    public static ObservedField Of(string name, Quantity? units) => new(name, units?.ToString() ?? "");

    /// <summary>A text, without the blanks around it.</summary>
    public static ObservedField Of(string name, string? text) => new(name, text?.Trim() ?? "");

    /// <summary>Whether a product may be sold: <c>active</c> or <c>archived</c>.</summary>
    public static ObservedField Of(ProductStatus status) => new(Status, status is ProductStatus.Active ? "active" : "archived");

    /// <summary>Reads an amount back; null when the value is none.</summary>
    public Money? AsMoney() =>
        Value.Split(' ') is [var amount, var currency] && decimal.TryParse(amount, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Currency.TryParse(currency, out var known)
            ? new Money(number, known)
            : null;
}
