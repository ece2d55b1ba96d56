using System.Globalization;

namespace RetailConnect.Connectors.Square.Loyalty;

/// <summary>What an order earned; kept in the crosswalk, because Square's event names no order but Square's own.</summary>
/// <param name="Event">Id of the event.</param>
/// <param name="Account">Account that earned.</param>
/// <param name="Points">Points earned.</param>
/// <param name="Worth">What was paid for the goods with taxes, in smallest units.</param>
/// <param name="Currency">Currency of the worth.</param>
/// <param name="At">When, as Square wrote it; empty when it did not.</param>
internal sealed record Earning(string Event, string Account, long Points, long Worth, string Currency, string At)
{
    private const char Separator = '|';

    /// <summary>Type of the links that keep earnings.</summary>
    public static EntityType Type { get; } = new("loyalty-earning");

    /// <exception cref="ConnectorException">The text is none that <see cref="ToString"/> wrote.</exception>
    public static Earning Parse(ExternalId text) =>
        text.Value.Split(Separator) is [var id, var account, var points, var worth, var currency, var at] && Number(points) is { } earned && Number(worth) is { } paid
            ? new(id, account, earned, paid, currency, at)
            : throw new ConnectorException(FaultKind.Rejected, "What the order earned is noted in a form that the connector does not know.") { Reason = Reasons.UnknownValue };

    /// <summary>Share of the points that falls on an amount, rounded down; never more than was earned.</summary>
    public long Share(long amount) => amount >= Worth ? Points : (long)decimal.Floor((decimal)Points * amount / Worth);

    public override string ToString() => string.Join(Separator, Event, Account, Points.ToString(CultureInfo.InvariantCulture), Worth.ToString(CultureInfo.InvariantCulture), Currency, At);

    private static long? Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
