using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Maps transactions that moved money.</summary>
internal static class Payments
{
    /// <summary>What the shop kept: the change that was given on a cash payment is no part of it.</summary>
    public static IReadOnlyList<Payment> Of(IReadOnlyList<WireTransaction> transactions)
    {
        var payments = transactions.Where(OrderStates.IsPayment).Select(Map).ToList();
        foreach (var change in transactions.Where(transaction => transaction is { Kind: "CHANGE", Status: "SUCCESS" }).Select(Map))
        {
            var paid = payments.FindIndex(payment => payment.Gateway == change.Gateway && payment.Amount.Shop.Amount >= change.Amount.Shop.Amount);
            if (paid >= 0)
            {
                payments[paid] = payments[paid] with { Amount = payments[paid].Amount - change.Amount };
            }
        }

        return payments;
    }

    public static Payment Map(WireTransaction transaction) => new(transaction.Id, KindOf(transaction.Gateway), Amounts.Pair(transaction.AmountSet), transaction.Gateway);

    private static PaymentKind KindOf(string? gateway) => gateway switch
    {
        "gift_card" => PaymentKind.GiftCard,
        "cash" => PaymentKind.Cash,
        "shopify_payments" or "bogus" => PaymentKind.Card,
        _ => PaymentKind.Other,
    };
}
