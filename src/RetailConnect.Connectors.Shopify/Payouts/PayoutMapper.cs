using System.Globalization;
using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Payouts;

/// <summary>Maps payouts.</summary>
internal static class PayoutMapper
{
    public static Change<Payout>? Change(WirePayout payout) => RetailConnect.Change.Upserted(payout.Id, VersionOf(payout), Map(payout));

    public static Payout Map(WirePayout payout) => new()
    {
        Id = payout.Id,
        Status = PayoutKinds.StatusOf(payout.Status),
        StatusText = PlainText.Of(payout.Status),
        IssuedAt = payout.IssuedAt,
        Amount = Amounts.Money(payout.Net),
        BankReference = string.IsNullOrWhiteSpace(payout.ExternalTraceId) ? null : payout.ExternalTraceId.Trim(),
        Entries = [.. payout.Movements.Select(Entry)],
    };

    /// <summary>Payouts have no time of change: status, amount and reference are all of a payout that changes, and what is not final yet may get more movements.</summary>
    private static string VersionOf(WirePayout payout) =>
        string.Create(CultureInfo.InvariantCulture, $"{payout.Status}/{payout.Net.Amount} {payout.Net.CurrencyCode}/{payout.Movements.Count}/{payout.ExternalTraceId}");

    private static PayoutEntry Entry(WireMovement movement)
    {
        var gross = Amounts.Money(movement.Amount);
        return new()
        {
            Id = movement.Id,
            Kind = PayoutKinds.Of(movement, gross.Amount),
            KindText = PlainText.Of(movement.Type),
            Gross = gross,
            Fee = Amounts.Money(movement.Fee),
            Net = Amounts.Money(movement.Net),
            Order = movement.AssociatedOrder is { } order ? new() { Id = order.Id, Number = order.Name } : null,
            Payment = movement.SourceOrderTransactionId is { Length: > 0 } transaction ? $"gid://shopify/OrderTransaction/{transaction}" : default(ExternalId?),
            At = movement.TransactionDate,
        };
    }
}
