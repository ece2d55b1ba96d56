using RetailConnect.Sync.Engine;

namespace RetailConnect.Sync.Payouts;

/// <summary>Accepts payouts. A posted one that changes is for a person, because a bank that sends money back does not undo what was booked.</summary>
internal sealed class PayoutIntake : IntakeRule<Payout>
{
    public override ValueTask<IReadOnlyList<Intake<Payout>>> AcceptAsync(IntakeContext context, IReadOnlyList<Change<Payout>> changes, CancellationToken cancellationToken) =>
        new([.. changes.Select(change => new Intake<Payout>(change, CanonicalIds.Of(context.Connection, change.Entity)))]);

    /// <summary>What is booked, and whether the money is there; to which orders an entry belongs may become known later.</summary>
    public override Payout Content(Payout value) => value with
    {
        StatusText = null, BankReference = null,
        Entries = [.. value.Entries.Select(entry => entry with { KindText = null, Order = null, Payment = null, At = null }).OrderBy(entry => entry.Id.Value, StringComparer.Ordinal)],
    };
}
