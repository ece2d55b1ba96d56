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

    /// <summary>Whether the points of an order stand: <see cref="Closed"/>, <see cref="Cancelled"/>, or another word of the loyalty engine's own.</summary>
    public const string State = "state";

    /// <summary>What the goods of an order come to after all discounts. It has no currency where the loyalty engine knows none.</summary>
    public const string Goods = "goods";

    /// <summary>Units of an order that came back.</summary>
    public const string Returned = "returned";

    /// <summary>Points that a member has, those that wait and those that expired included.</summary>
    public const string Balance = "balance";

    /// <summary>What all movements of a member's points come to.</summary>
    public const string Ledger = "ledger";

    /// <summary>Points of a member that were moved by nothing that we wrote.</summary>
    public const string OfNobody = "of-nobody";

    /// <summary>What is booked of an order's payments, those that wait for their posting included.</summary>
    public const string Paid = "paid";

    /// <summary>Part of a payout: what customers paid, before fees.</summary>
    public const string Charges = "charges";

    /// <summary>Part of a payout: what customers got back; negative.</summary>
    public const string Refunds = "refunds";

    /// <summary>Part of a payout: disputed payments, negative, with those that were won.</summary>
    public const string Disputes = "disputes";

    /// <summary>Part of a payout: what the provider corrected, and movements of an unknown kind.</summary>
    public const string Adjustments = "adjustments";

    /// <summary>Part of a payout: what the provider holds back or releases, and what it moved between payouts.</summary>
    public const string Held = "held";

    /// <summary>What the provider of a payout kept for itself; positive, and taken from the other parts.</summary>
    public const string Fees = "fees";

    /// <summary>A state: the order has its points, less those of what came back.</summary>
    public const string Closed = "closed";

    /// <summary>A state: the order was called off and has no points.</summary>
    public const string Cancelled = "cancelled";

    private const string NumberFormat = "0.####";
    private const string MoneyFormat = "0.00##########";

    /// <summary>An amount: at least two decimals, no further zeros, and the currency.</summary>
    public static ObservedField Of(string name, Money? amount) =>
        new(name, amount is { } money ? string.Create(CultureInfo.InvariantCulture, $"{money.Amount.ToString(MoneyFormat, CultureInfo.InvariantCulture)} {money.Currency}") : "");

    /// <summary>A number of units.</summary>
    public static ObservedField Of(string name, Quantity? units) => new(name, units?.ToString() ?? "");

    /// <summary>A number without a unit, to four decimals.</summary>
    public static ObservedField Of(string name, decimal number) => new(name, decimal.Round(number, 4, MidpointRounding.AwayFromZero).ToString(NumberFormat, CultureInfo.InvariantCulture));

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
