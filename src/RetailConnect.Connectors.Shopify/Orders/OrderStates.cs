using RetailConnect.Connectors.Shopify.Api;
using RetailConnect.Connectors.Shopify.Api.Contracts;

namespace RetailConnect.Connectors.Shopify.Orders;

/// <summary>Reads the states of orders and payments. A state that the connector does not know is for a person: nobody can say what it means for the books.</summary>
/// <remarks>The values are those of version 2026-10.</remarks>
internal static class OrderStates
{
    private static readonly string[] Money = ["AUTHORIZED", "EXPIRED", "PAID", "PARTIALLY_PAID", "PARTIALLY_REFUNDED", "PENDING", "REFUNDED", "VOIDED"];

    private static readonly string[] Goods =
        ["FULFILLED", "FULFILLMENT_NOT_REQUIRED", "IN_PROGRESS", "ON_HOLD", "OPEN", "PARTIALLY_FULFILLED", "PENDING_FULFILLMENT", "REQUEST_DECLINED", "RESTOCKED", "SCHEDULED", "UNFULFILLED"];

    private static readonly string[] Kinds = ["AUTHORIZATION", "CAPTURE", "CHANGE", "EMV_AUTHORIZATION", "REFUND", "SALE", "SUGGESTED_REFUND", "VOID"];

    private static readonly string[] Results = ["AWAITING_RESPONSE", "ERROR", "FAILURE", "PENDING", "SUCCESS", "UNKNOWN"];

    /// <exception cref="ConnectorException">A state is not known.</exception>
    public static OrderStatus Of(WireOrder order)
    {
        var (money, goods) = (Known(order.DisplayFinancialStatus, Money, "displayFinancialStatus"), Known(order.DisplayFulfillmentStatus, Goods, "displayFulfillmentStatus"));
        return (order.CancelledAt, money, goods) switch
        {
            (not null, _, _) => OrderStatus.Cancelled,
            (_, "PAID" or "PARTIALLY_REFUNDED" or "REFUNDED", "FULFILLED" or "FULFILLMENT_NOT_REQUIRED") => OrderStatus.Completed,
            _ => OrderStatus.Open,
        };
    }

    /// <summary>True when a transaction moved money to the shop.</summary>
    /// <exception cref="ConnectorException">Its kind or result is not known.</exception>
    public static bool IsPayment(WireTransaction transaction) =>
        (Known(transaction.Status, Results, "the status of a transaction"), Known(transaction.Kind, Kinds, "the kind of a transaction")) is ("SUCCESS", "SALE" or "CAPTURE");

    private static string? Known(string? value, string[] known, string what) => value is null || known.Contains(value) ? value
        : throw new ConnectorException(FaultKind.Rejected, $"'{PlainText.Of(value)}' is no value of {what} that the connector knows.") { Reason = Reasons.UnknownValue };
}
