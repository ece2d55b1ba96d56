using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Maps transactions that moved money.</summary>
internal static class Payments
{
    public static Payment Map(WireTransaction transaction) => new(transaction.Id, KindOf(transaction.Gateway), Amounts.Pair(transaction.AmountSet), transaction.Gateway);

    private static PaymentKind KindOf(string? gateway) => gateway switch
    {
        "gift_card" => PaymentKind.GiftCard,
        "cash" => PaymentKind.Cash,
        "shopify_payments" or "bogus" => PaymentKind.Card,
        _ => PaymentKind.Other,
    };
}
