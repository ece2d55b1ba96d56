namespace RetailConnect.Sync.Reconciliation;

/// <summary>What an ERP should show of payouts: each by our reference, with what the bank got and what that is made of.</summary>
/// <param name="isTaken">Tells of a payout that arrived whether the sync brings it.</param>
/// <param name="catchUp">Reads what the sources have since their last poll, which for payouts may be an hour old: what nobody has asked for yet is not lost.</param>
internal sealed class PayoutComparison(Func<Payout, bool> isTaken, Func<CancellationToken, Task> catchUp) : ComparisonRule<Payout>
{
    private static readonly string[] Parts = [ObservedField.Charges, ObservedField.Refunds, ObservedField.Disputes, ObservedField.Adjustments, ObservedField.Held];
    private bool isCaughtUp;

    public override IReadOnlyList<string> Fields { get; } = [ObservedField.Total, .. Parts, ObservedField.Fees];

    public override void Begin(DateTimeOffset? from) => isCaughtUp = false;

    /// <summary>Once is enough: all that is looked at was listed before.</summary>
    public override async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        if (!isCaughtUp)
        {
            await catchUp(cancellationToken);
            isCaughtUp = true;
        }
    }

    public override ValueTask<IReadOnlyList<Expectation>> ExpectAsync(string origin, IReadOnlyList<Change<Payout>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => Expect(origin, change, FieldsOf(change.Value!)) with { IsFree = !IsBooked(change.Value!) })]);

    public override Expectation Unreadable(string origin, Change<Payout> change) => Expect(origin, change, []) with { IsFree = true };

    /// <summary>One that the bank sent back may have been booked before, and stays so until a person undoes it.</summary>
    private bool IsBooked(Payout payout) =>
        payout.Status is PayoutStatus.Paid && isTaken(payout) && (payout.Amount.Amount != 0 || payout.Entries.Any(entry => entry.Gross.Amount != 0 || entry.Fee.Amount != 0));

    /// <summary>Parts in several currencies can't be summed; nothing books them, and the total finds that out.</summary>
    private static IReadOnlyList<ObservedField> FieldsOf(Payout payout)
    {
        var total = ObservedField.Of(ObservedField.Total, payout.Amount);
        if (payout.Entries.Any(entry => entry.Gross.Currency != payout.Amount.Currency || entry.Fee.Currency != payout.Amount.Currency))
        {
            return [total];
        }

        var gross = payout.Entries.ToLookup(entry => PayoutTotals.PartOf(entry.Kind), entry => entry.Gross.Amount);
        return [total, .. Parts.Select(part => Part(part, gross[part].Sum())), Part(ObservedField.Fees, payout.Entries.Sum(entry => entry.Fee.Amount) - gross[ObservedField.Fees].Sum())];

        ObservedField Part(string name, decimal amount) => ObservedField.Of(name, new Money(amount, payout.Amount.Currency));
    }

    /// <summary>The key is the reference as it is: an ERP may have to derive a number from it, and capitals count there.</summary>
    private static Expectation Expect(string origin, Change<Payout> change, IReadOnlyList<ObservedField> fields)
    {
        var canonical = CanonicalIds.Of(origin, change.Entity);
        return new(canonical.Value, change.Entity, canonical, fields);
    }
}
