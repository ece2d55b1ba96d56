using RetailConnect.Sandbox.BusinessCentral;
using RetailConnect.Testing;

namespace RetailConnect.Connectors.BusinessCentral.Tests.Conformance;

/// <summary>The simulated ERP, which has a general journal.</summary>
internal sealed class PayoutsVendor : BusinessCentralVendor
{
    public const string Journal = "PAYOUTS";

    public PayoutsVendor(ConformanceHost host, BusinessCentralSettings erp)
        : base(host, erp) => Sandbox.BusinessCentral.AddJournal(Journal);

    public override ValueTask<object> SampleAsync(EntityType type, int number, CancellationToken cancellationToken) => new(new Payout
    {
        Id = $"P{number}", Status = PayoutStatus.Paid, IssuedAt = DateTimeOffset.UnixEpoch, Amount = new(76.7m + number, "EUR"), BankReference = $"TRACE-{number}",
        Entries =
        [
            new() { Id = "B1", Kind = PayoutEntryKind.Charge, Gross = new(100m + number, "EUR"), Fee = new(3.3m, "EUR"), Net = new(96.7m + number, "EUR") },
            new() { Id = "B2", Kind = PayoutEntryKind.Refund, Gross = new(-20m, "EUR"), Fee = new(0m, "EUR"), Net = new(-20m, "EUR") },
        ],
    });

    /// <summary>A payout is there once when each of its lines is there once; one line less, or one more, is not whole.</summary>
    public override ValueTask<VendorEffect> LookAsync<T>(Envelope<T> envelope, CancellationToken cancellationToken)
    {
        var payout = (Payout)(object)envelope.Value;
        var lines = Sandbox.BusinessCentral.JournalLines.Where(line => string.Equals(line.Reference, envelope.Canonical.Value, StringComparison.OrdinalIgnoreCase)).ToList();
        var bank = lines.Where(line => line.Bank).ToList();
        var doubled = lines.GroupBy(line => (line.Account, line.Amount)).Select(group => group.Count()).DefaultIfEmpty(0).Max();
        var whole = lines.Sum(line => line.Amount) == 0 && bank.Sum(line => line.Amount) == payout.Amount.Amount && lines.Where(line => line.Account == "6850").Sum(line => line.Amount) == payout.Entries.Sum(entry => entry.Fee.Amount);
        return new(new VendorEffect(doubled, lines.Count == 0 || whole ? null : $"lines {string.Join(", ", lines)}"));
    }
}
