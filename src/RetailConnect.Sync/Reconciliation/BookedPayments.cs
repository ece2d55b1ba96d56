namespace RetailConnect.Sync.Reconciliation;

/// <summary>What should be booked of an order's payments: a pure function.</summary>
internal static class BookedPayments
{
    /// <summary>Null where that is not known: an order that was called off, and one whose payments do not make its total (more are to come, or some went back after an edit).</summary>
    public static Money? Of(Order order)
    {
        var total = order.Total.Shop;
        return order.Status is not OrderStatus.Cancelled && total.Amount > 0 && order.Payments.All(payment => payment.Amount.Shop.Currency == total.Currency)
            && order.Payments.Sum(payment => payment.Amount.Shop.Amount) == total.Amount ? total : null;
    }
}
