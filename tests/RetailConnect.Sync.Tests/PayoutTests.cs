using RetailConnect.Sync.Engine;
using RetailConnect.Sync.Middleware;
using RetailConnect.Sync.Payouts;

namespace RetailConnect.Sync.Tests;

/// <summary>Only money that arrived is booked, and only when its parts make it.</summary>
public sealed class PayoutTests
{
    private static readonly DateTimeOffset Issued = new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_payout_that_arrived_and_balances_goes_on() => Assert.IsType<SyncOutcome.AppliedOutcome>(await GateAsync(Paid()));

    [Theory]
    [InlineData(PayoutStatus.Scheduled)]
    [InlineData(PayoutStatus.InTransit)]
    public async Task A_payout_that_is_on_its_way_is_skipped_even_when_its_parts_do_not_make_it_yet(PayoutStatus status) =>
        Assert.Equal(Reasons.PayoutNotPaid, Assert.IsType<SyncOutcome.SkippedOutcome>(await GateAsync(Paid() with { Status = status, Entries = [] })).Reason);

    [Theory]
    [InlineData(PayoutStatus.Failed, Reasons.PayoutFailed)]
    [InlineData(PayoutStatus.Cancelled, Reasons.PayoutFailed)]
    [InlineData(PayoutStatus.Other, Reasons.UnknownValue)]
    public async Task A_payout_that_did_not_arrive_is_for_a_person(PayoutStatus status, string reason) =>
        Assert.Equal(reason, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(Paid() with { Status = status })).Reason);

    [Fact]
    public async Task A_payout_that_does_not_balance_is_for_a_person()
    {
        var payout = Paid();
        Assert.Equal(Reasons.Unbalanced, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(payout with { Amount = new(96.71m, "EUR") })).Reason);
        Assert.Equal(Reasons.Unbalanced, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(payout with { Amount = new(96.7m, "USD") })).Reason);
        Assert.Equal(Reasons.Unbalanced, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(await GateAsync(payout with { Entries = [] })).Reason);
    }

    [Fact]
    public async Task What_was_issued_before_the_start_and_what_is_gone_is_skipped()
    {
        Assert.Equal("issued-before-start", Assert.IsType<SyncOutcome.SkippedOutcome>(await GateAsync(Paid(), Issued.AddSeconds(1))).Reason);
        Assert.IsType<SyncOutcome.AppliedOutcome>(await GateAsync(Paid(), Issued));
        Assert.Equal("deleted-payout", Assert.IsType<SyncOutcome.SkippedOutcome>(await GateAsync(null)).Reason);
    }

    [Fact]
    public async Task What_is_not_booked_may_change_and_a_posted_payout_that_bounces_is_for_a_person()
    {
        var rule = new PayoutIntake();
        var payout = Paid();
        var content = CanonicalJson.Fingerprint(rule.Content(payout));
        Assert.Equal(content, CanonicalJson.Fingerprint(rule.Content(payout with { BankReference = "X", Entries = [payout.Entries[0] with { Order = new() { Id = (ExternalId)"1001" } }] })));
        Assert.NotEqual(content, CanonicalJson.Fingerprint(rule.Content(payout with { Entries = [payout.Entries[0] with { Fee = new(3.31m, "EUR") }] })));

        var bounced = payout with { Status = PayoutStatus.Failed };
        var unchanged = new SkipUnchanged<Payout>(new MemoryCrosswalk(), EntityType.Payout, rule, takesChanges: false);
        var outcome = await unchanged.InvokeAsync(Context(bounced) with { Envelope = Context(bounced).Envelope with { TargetId = "journal/1" } }, _ => throw new InvalidOperationException("It must not get here."));
        Assert.Equal(Reasons.ChangedAfterPosting, Assert.IsType<SyncOutcome.DeadLetteredOutcome>(outcome).Reason);
    }

    [Fact]
    public void A_first_read_begins_where_the_books_do()
    {
        static SyncDefinition Sync(DateTimeOffset? from) => new() { Name = "payouts", Type = EntityType.Payout, From = ["web"], To = ["books"], Options = new PayoutsOptions { IssuedFrom = from } };
        Assert.Equal(Issued, StreamSettings.Of([Sync(Issued), Sync(Issued.AddDays(1))]).From);
        Assert.Null(StreamSettings.Of([Sync(Issued), Sync(null)]).From);
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromDays(14)), (StreamSettings.Of([Sync(null)]).Every, StreamSettings.Of([Sync(null)]).Overlap));
    }

    private static Payout Paid() => new()
    {
        Id = "P1", Status = PayoutStatus.Paid, IssuedAt = Issued, Amount = new(96.7m, "EUR"),
        Entries = [new() { Id = "B1", Kind = PayoutEntryKind.Charge, Gross = new(100m, "EUR"), Fee = new(3.3m, "EUR"), Net = new(96.7m, "EUR") }],
    };

    private static SyncContext<Payout> Context(Payout? payout) =>
        new(TestConnection.Envelope("web", "books", payout is null ? Change.Deleted<Payout>("P1", "1") : Change.Upserted("P1", "1", payout), "web-P1"), CancellationToken.None);

    private static ValueTask<SyncOutcome> GateAsync(Payout? payout, DateTimeOffset? from = null) => new PayoutGate(new() { IssuedFrom = from }).InvokeAsync(Context(payout), _ => new(SyncOutcome.Applied(new("J1"))));
}
