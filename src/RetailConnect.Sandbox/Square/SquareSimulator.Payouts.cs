namespace RetailConnect.Sandbox.Square;

/// <content>Payouts and disputes: they happen when the test says so. Square's webhooks about payouts are not simulated.</content>
public sealed partial class SquareSimulator
{
    /// <summary>Payouts so far.</summary>
    public IReadOnlyList<PosPayout> Payouts => Look(() => payouts.Payouts.Select(ToFact).ToList());

    /// <summary>Square sends the bank what cards paid at a location since the last payout; null when that is nothing.</summary>
    public PosPayout? MakePayout(string location) => Look(() => payouts.Make(location) is { } made ? ToFact(made) : null);

    /// <summary>The bank gets the money of a payout.</summary>
    public void PayOut(string payout) => Look(() =>
    {
        payouts.End(payouts.Payouts.Single(row => row.Id == payout) is { Status: "SENT" } row ? row : throw new InvalidOperationException($"{payout} is not on its way."), true);
        return true;
    });

    /// <summary>The bank sends the money of a payout back, which comes with a later payout.</summary>
    public void FailPayout(string payout) => Look(() =>
    {
        payouts.End(payouts.Payouts.Single(row => row.Id == payout), false);
        return true;
    });

    /// <summary>A customer's bank takes the money of a sale back, or gives it again once the dispute is won.</summary>
    public void Dispute(string sale, bool won = false) => Look(() =>
    {
        var order = state.Orders[sale];
        payouts.Dispute(order.Location, won ? order.Total : -order.Total, (string)order.Body["tenders"]![0]!["payment_id"]!, time.GetUtcNow());
        return true;
    });

    private PosPayout ToFact(SquarePayoutRow row) => new(
        row.Id, row.Location, row.Status, row.CreatedAt, row.Amount, [.. payouts.Entries.Where(entry => entry.Payout == row).Select(entry => (entry.Type, entry.Gross, entry.Fee))]);
}
