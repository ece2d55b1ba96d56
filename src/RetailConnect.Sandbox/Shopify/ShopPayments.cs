namespace RetailConnect.Sandbox.Shopify;

/// <summary>Shopify Payments: what customers pay and get back moves a balance, and payouts bring the balance to the bank.</summary>
/// <remarks>Its ids are counted apart, so that a shop whose payouts nobody makes has the ids that it would have without them.</remarks>
internal sealed class ShopPayments(ShopifySettings settings)
{
    private readonly List<MovementRow> movements = [];
    private readonly List<PayoutRow> payouts = [];
    private long next = 7000;

    public IReadOnlyList<MovementRow> Movements => movements;

    public IReadOnlyList<PayoutRow> Payouts => payouts;

    public void Charge(OrderRow order, TransactionRow paid) =>
        Move("CHARGE", "CHARGE", paid.Amount.Shop, Rounded((paid.Amount.Shop * settings.PaymentFeeRate) + settings.PaymentFee), order, paid.Id, paid.At);

    /// <summary>The fee of the payment is not given back.</summary>
    public void Refund(OrderRow order, TransactionRow given) => Move("REFUND", "REFUND", -given.Amount.Shop, 0, order, given.Id, given.At);

    public void Dispute(OrderRow order, DateTimeOffset now) => Move("DISPUTE_WITHDRAWAL", "DISPUTE", -order.Total.Shop, settings.DisputeFee, order, null, now);

    public void WinDispute(OrderRow order, DateTimeOffset now) => Move("DISPUTE_REVERSAL", "DISPUTE", order.Total.Shop, -settings.DisputeFee, order, null, now);

    /// <summary>Makes a payout of all that is in the balance; null when that is nothing.</summary>
    public PayoutRow? Make(DateTimeOffset now)
    {
        var open = movements.Where(movement => movement.Payout is null).ToList();
        if (open.Count == 0)
        {
            return null;
        }

        var payout = new PayoutRow { Id = NewId("ShopifyPaymentsPayout"), Net = open.Sum(movement => movement.Net), IssuedAt = now };
        open.ForEach(movement => movement.Payout = payout);
        payouts.Add(payout);

        // The payout itself moves the balance too.
        Move("TRANSFER", "TRANSFER", -payout.Net, 0, null, null, now, payout);
        return payout;
    }

    /// <summary>The bank takes a payout, or sends it back: then its money comes back to the balance in one sum.</summary>
    public void End(PayoutRow payout, bool arrives, DateTimeOffset now)
    {
        (payout.Status, payout.Trace) = arrives ? ("PAID", $"TRACE-{ShopState.Tail(payout.Id)}") : ("FAILED", payout.Trace);
        if (!arrives)
        {
            Move("TRANSFER_FAILURE", "TRANSFER", payout.Net, 0, null, null, now);
        }
    }

    private static decimal Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    private string NewId(string type) => ShopState.Gid(type, ++next);

    private void Move(string type, string source, decimal amount, decimal fee, OrderRow? order, string? transaction, DateTimeOffset now, PayoutRow? payout = null) => movements.Add(new()
    {
        Id = NewId("ShopifyPaymentsBalanceTransaction"), Type = type, SourceType = source, Amount = amount, Fee = fee, Order = order, Transaction = transaction is null ? null : ShopState.Tail(transaction), At = now, Payout = payout,
    });
}
