using RetailConnect.Sync.Reconciliation;

namespace RetailConnect.Sync.Tests;

/// <summary>What an ERP should show of payouts.</summary>
public sealed class PayoutComparisonTests
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_kind_belongs_to_one_part_and_the_parts_less_fees_make_the_total()
    {
        var entries = Enum.GetValues<PayoutEntryKind>().Select((kind, place) => Entry(kind, 1 << place, 0.01m)).ToArray();
        var expected = await ExpectAsync(Paid(entries));
        Assert.Equal("pos-PO_1", expected.Key);
        Assert.False(expected.IsFree);
        Assert.Equal(
            ["total 510.91 EUR", "charges 1.00 EUR", "refunds 2.00 EUR", "disputes 24.00 EUR", "adjustments 260.00 EUR", "held 192.00 EUR", "fees -31.91 EUR"],
            expected.Fields.Select(field => $"{field.Name} {field.Value}"));
        var parts = expected.Fields.Skip(1).ToDictionary(field => field.Name, field => field.AsMoney()!.Value.Amount);
        Assert.Equal(510.91m, parts.Values.Sum() - (2 * parts[ObservedField.Fees]));
    }

    [Theory]
    [InlineData(PayoutStatus.Scheduled)]
    [InlineData(PayoutStatus.InTransit)]
    [InlineData(PayoutStatus.Failed)]
    [InlineData(PayoutStatus.Cancelled)]
    [InlineData(PayoutStatus.Other)]
    public async Task One_that_did_not_arrive_may_be_there_or_not(PayoutStatus status) => Assert.True((await ExpectAsync(Paid(Entry(PayoutEntryKind.Charge, 5)) with { Status = status })).IsFree);

    [Fact]
    public async Task One_that_is_not_taken_or_moved_nothing_may_be_there_or_not()
    {
        Assert.True((await ExpectAsync(Paid(Entry(PayoutEntryKind.Charge, 5)), payout => payout.IssuedAt > Issued)).IsFree);
        Assert.True((await ExpectAsync(Paid())).IsFree);
        Assert.False((await ExpectAsync(Paid(Entry(PayoutEntryKind.Charge, 5, 5)))).IsFree);
    }

    [Fact]
    public async Task Of_one_that_mixes_currencies_only_the_total_is_known()
    {
        var mixed = Paid(Entry(PayoutEntryKind.Charge, 5)) with { Entries = [Entry(PayoutEntryKind.Charge, 5), Entry(PayoutEntryKind.Charge, 5) with { Gross = new(5m, "USD") }] };
        Assert.Equal([ObservedField.Total], (await ExpectAsync(mixed)).Fields.Select(field => field.Name));
    }

    [Fact]
    public async Task Sources_are_asked_once_in_each_comparison_for_what_their_last_poll_missed()
    {
        var asked = 0;
        var rule = new PayoutComparison(_ => true, _ =>
        {
            asked++;
            return Task.CompletedTask;
        });
        rule.Begin(Issued);
        Assert.Equal(0, asked);
        await rule.CatchUpAsync(Token);
        await rule.CatchUpAsync(Token);
        Assert.Equal(1, asked);
        rule.Begin(Issued);
        await rule.CatchUpAsync(Token);
        Assert.Equal(2, asked);
    }

    private static async Task<Expectation> ExpectAsync(Payout payout, Func<Payout, bool>? taken = null) =>
        Assert.Single(await new PayoutComparison(taken ?? (_ => true), _ => Task.CompletedTask).ExpectAsync("pos", [Change.Upserted(payout.Id, "1", payout)], Token));

    private static Payout Paid(params PayoutEntry[] entries) => new()
    {
        Id = "PO_1", Status = PayoutStatus.Paid, IssuedAt = Issued, Amount = new(entries.Sum(entry => entry.Net.Amount), "EUR"), Entries = entries,
    };

    private static PayoutEntry Entry(PayoutEntryKind kind, decimal gross, decimal fee = 0) => new() { Id = $"{kind}", Kind = kind, Gross = new(gross, "EUR"), Fee = new(fee, "EUR"), Net = new(gross - fee, "EUR") };
}
