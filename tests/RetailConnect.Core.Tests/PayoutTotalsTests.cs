using CsCheck;

namespace RetailConnect.Core.Tests;

public sealed class PayoutTotalsTests
{
    /// <summary>Payouts that balance; the sums are made here in smallest units, without the code under test.</summary>
    private static readonly Gen<Payout> Balanced = Gen.Select(Gen.OneOf("EUR", "JPY", "KWD"), Gen.Select(Gen.Long[-500_000, 500_000], Gen.Long[-5_000, 5_000], Gen.Enum<PayoutEntryKind>()).Array[0, 8]).Select(Build);

    [Fact]
    public void A_balanced_payout_has_no_imbalance() => Balanced.Sample(payout => Assert.Null(PayoutTotals.Imbalance(payout)));

    [Fact]
    public void One_changed_amount_is_found() => Balanced.Sample(payout =>
    {
        foreach (var off in new[] { Money.FromMinor(1, payout.Amount.Currency), Money.FromMinor(-1, payout.Amount.Currency) })
        {
            Assert.NotNull(PayoutTotals.Imbalance(payout with { Amount = payout.Amount + off }));
            for (var i = 0; i < payout.Entries.Count; i++)
            {
                Assert.NotNull(PayoutTotals.Imbalance(At(payout, i, entry => entry with { Gross = entry.Gross + off })));
                Assert.NotNull(PayoutTotals.Imbalance(At(payout, i, entry => entry with { Fee = entry.Fee + off })));
                Assert.NotNull(PayoutTotals.Imbalance(At(payout, i, entry => entry with { Net = entry.Net + off })));
                Assert.NotNull(PayoutTotals.Imbalance(At(payout, i, entry => entry with { Gross = entry.Gross + off, Net = entry.Net + off })));
                Assert.Null(PayoutTotals.Imbalance(At(payout, i, entry => entry with { Gross = entry.Gross + off, Fee = entry.Fee + off })));
            }
        }
    });

    [Fact]
    public void A_lost_entry_is_found_unless_it_is_worth_nothing() => Balanced.Where(payout => payout.Entries.Any(entry => entry.Net.Amount != 0)).Sample(payout =>
    {
        var lost = payout.Entries.First(entry => entry.Net.Amount != 0);
        Assert.NotNull(PayoutTotals.Imbalance(payout with { Entries = [.. payout.Entries.Where(entry => entry != lost)] }));
    });

    [Fact]
    public void The_message_names_both_sums()
    {
        var message = PayoutTotals.Imbalance(Build("EUR", [(10_000, 330, PayoutEntryKind.Charge)]) with { Amount = new(96.71m, "EUR") });
        Assert.Contains("96.7 EUR", message, StringComparison.Ordinal);
        Assert.Contains("96.71 EUR", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mix_of_currencies_is_an_error()
    {
        var payout = Build("EUR", [(10_000, 330, PayoutEntryKind.Charge)]);
        Assert.Throws<InvalidOperationException>(() => PayoutTotals.Imbalance(payout with { Amount = new(96.7m, "USD") }));
        Assert.Throws<InvalidOperationException>(() => PayoutTotals.Imbalance(At(payout, 0, entry => entry with { Fee = new(3.3m, "USD") })));
    }

    private static Payout At(Payout payout, int index, Func<PayoutEntry, PayoutEntry> change) => payout with { Entries = [.. payout.Entries.Select((entry, at) => at == index ? change(entry) : entry)] };

    private static Payout Build(string code, (long Gross, long Fee, PayoutEntryKind Kind)[] entries)
    {
        var currency = new Currency(code);
        return new()
        {
            Id = "1", Status = PayoutStatus.Paid, IssuedAt = default, Amount = Money.FromMinor(entries.Sum(entry => entry.Gross - entry.Fee), currency),
            Entries = [.. entries.Select((entry, index) => new PayoutEntry
            {
                Id = $"{index}", Kind = entry.Kind, Gross = Money.FromMinor(entry.Gross, currency), Fee = Money.FromMinor(entry.Fee, currency), Net = Money.FromMinor(entry.Gross - entry.Fee, currency),
            })],
        };
    }
}
