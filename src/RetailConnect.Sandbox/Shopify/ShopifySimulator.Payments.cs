namespace RetailConnect.Sandbox.Shopify;

/// <content>Payouts and disputes: they happen when the test says so, and no webhook tells of them.</content>
public sealed partial class ShopifySimulator
{
    /// <summary>Payouts so far.</summary>
    public IReadOnlyList<ShopPayout> Payouts => Locked(() => payments.Payouts.Select(ToFact).ToList());

    /// <summary>Shopify makes a payout of all that was paid, given back and disputed since the last one; it waits to be sent to the bank. Null when nothing was.</summary>
    public ShopPayout? MakePayout() => Locked(() => payments.Make(time.GetUtcNow()) is { } made ? ToFact(made) : null);

    /// <summary>The bank gets the money of a payout.</summary>
    public void PayOut(string payout) => Locked(() => payments.End(Waiting(payout), true, time.GetUtcNow()));

    /// <summary>The bank sends the money of a payout back, which comes with a later payout.</summary>
    public void FailPayout(string payout) => Locked(() => payments.End(payments.Payouts.Single(row => row.Id == payout), false, time.GetUtcNow()));

    /// <summary>A customer's bank takes the money of an order back, and Shopify takes a fee for it.</summary>
    public void Dispute(string order) => Locked(() => payments.Dispute(state.Orders[order], time.GetUtcNow()));

    /// <summary>The dispute about an order is won: money and fee come back.</summary>
    public void WinDispute(string order) => Locked(() => payments.WinDispute(state.Orders[order], time.GetUtcNow()));

    private PayoutRow Waiting(string id) => payments.Payouts.Single(row => row.Id == id) is { Status: "SCHEDULED" } row ? row : throw new InvalidOperationException($"{id} does not wait for its bank.");

    private ShopPayout ToFact(PayoutRow payout) => new(
        payout.Id, payout.Status, payout.IssuedAt, payout.Net, [.. payments.Movements.Where(row => row.Payout == payout && row.Type is not "TRANSFER").Select(row => (row.Type, row.Amount, row.Fee))]);
}
