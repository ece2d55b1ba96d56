using WireMock.RequestBuilders;
using WireMock.ResponseBuilders;

namespace RetailConnect.Connectors.Square.Tests;

public sealed class PayoutSourceTests
{
    private const string Since = "2026-11-09T08:00:00.0000000Z";
    private const string Path = "/v2/payouts";

    private static string Payout(string id, long amount, string status = "PAID", string created = "2026-11-22T06:00:00Z", string type = "BATCH", string location = "L1") => $$"""
        {"id":"{{id}}","status":"{{status}}","location_id":"{{location}}","created_at":"{{created}}","updated_at":"2026-11-22T07:00:00Z","amount_money":{{Samples.Money(amount)}},"version":2,"type":"{{type}}",
         "destination":{"type":"BANK_ACCOUNT","id":"b"},"payout_fee":[],"arrival_date":"2026-11-23","end_to_end_id":"L2-1"}
        """;

    private static string Entry(string id, string type, long gross, long fee, string details = "", string currency = "EUR") => $$"""
        {"id":"{{id}}","payout_id":"P1","effective_at":"2026-11-21T10:00:00Z","type":"{{type}}","gross_amount_money":{"amount":{{gross}},"currency":"{{currency}}"},"fee_amount_money":{"amount":{{fee}},"currency":"{{currency}}"},
         "net_amount_money":{"amount":{{gross - fee}},"currency":"{{currency}}"}{{details}} }
        """;

    private static string Entries(string entries, string? cursor = null) => $$"""{"payout_entries":[{{entries}}]{{(cursor is null ? "" : $",\"cursor\":\"{cursor}\"")}} }""";

    private static string List(string payouts, string? cursor = null) => $$"""{"payouts":[{{payouts}}]{{(cursor is null ? "" : $",\"cursor\":\"{cursor}\"")}} }""";

    private static Wire Answered(string payouts, string entries) => new Wire().Locations("L1").Answer("GET", Path, List(payouts)).Answer("GET", $"{Path}/P1/payout-entries", Entries(entries));

    private static ValueTask<ChangePage<Payout>> Read(Wire wire, string? cursor = Since, TimeSpan overlap = default, int size = 250) =>
        wire.Open().Part<IChangeSource<Payout>>()!.ReadAsync(new(cursor is null ? null : new Cursor(cursor), size, overlap), Wire.Token);

    [Fact]
    public async Task A_payout_comes_with_its_entries()
    {
        await using var wire = Answered(Payout("P1", 5210), string.Join(
            ',',
            Entry("E1", "CHARGE", 10000, 290, ",\"type_charge_details\":{\"payment_id\":\"PAY1\"}"),
            Entry("E2", "REFUND", -2000, 0, ",\"type_refund_details\":{\"payment_id\":\"PAY1\",\"refund_id\":\"REF1\"}"),
            Entry("E3", "DISPUTE", -1500, 0, ",\"type_dispute_details\":{\"payment_id\":\"PAY2\",\"dispute_id\":\"D1\"}"),
            Entry("E4", "DEPOSIT_FEE", -500, 0, ",\"type_deposit_fee_details\":{\"payout_id\":\"P0\"}"),
            Entry("E5", "GIFT_CARD_POOL_TRANSFER", -500, 0)));

        var change = Assert.Single((await Read(wire)).Changes);

        Snapshot.Match(change.Value!, "payout");
        Assert.Null(PayoutTotals.Imbalance(change.Value!));
        Assert.Equal("2026-11-22T07:00:00Z/2/PAID", change.Version);
        Assert.Contains(wire.Sent, sent => sent == "GET /v2/payouts?location_id=L1&begin_time=2026-11-09T08%3A00%3A00.0000000Z&sort_order=ASC&limit=20");
    }

    [Theory]
    [InlineData("DISPUTE", -5, PayoutEntryKind.Dispute)]
    [InlineData("OPEN_DISPUTE", 5, PayoutEntryKind.DisputeReversal)]
    [InlineData("ADJUSTMENT", 5, PayoutEntryKind.Adjustment)]
    [InlineData("RESERVE_HOLD", -5, PayoutEntryKind.Reserve)]
    [InlineData("RETURNED_PAYOUT", 5, PayoutEntryKind.Transfer)]
    [InlineData("TAX_ON_FEE", -5, PayoutEntryKind.Fee)]
    [InlineData("SOMETHING_NEW", 5, PayoutEntryKind.Other)]
    public async Task What_moved_the_balance_is_told_by_type_and_sign(string type, long amount, PayoutEntryKind kind)
    {
        await using var wire = Answered(Payout("P1", amount), Entry("E1", type, amount, 0));
        var entry = Assert.Single(Assert.Single((await Read(wire)).Changes).Value!.Entries);
        Assert.Equal((kind, type), (entry.Kind, entry.KindText));
    }

    [Theory]
    [InlineData("SENT", PayoutStatus.InTransit)]
    [InlineData("PAID", PayoutStatus.Paid)]
    [InlineData("FAILED", PayoutStatus.Failed)]
    [InlineData("SOMETHING_NEW", PayoutStatus.Other)]
    public async Task A_change_of_status_is_another_version(string word, PayoutStatus status)
    {
        await using var wire = Answered(Payout("P1", 5, word), Entry("E1", "CHARGE", 5, 0));
        var change = Assert.Single((await Read(wire)).Changes);
        Assert.Equal((status, word), (change.Value!.Status, change.Value.StatusText));
        Assert.EndsWith(word, change.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payout_without_entries_is_a_transfer_out_of_the_balance()
    {
        await using var wire = new Wire().Locations("L1").Answer("GET", Path, List(Payout("P1", 900, type: "SIMPLE")));
        var payout = Assert.Single((await Read(wire)).Changes).Value!;
        Assert.Null(PayoutTotals.Imbalance(payout));
        Assert.Equal((PayoutEntryKind.Transfer, 9m), (payout.Entries[0].Kind, payout.Entries[0].Gross.Amount));
    }

    [Fact]
    public async Task Every_location_and_every_page_is_read()
    {
        await using var wire = new Wire().Locations("L2", "L1");
        Given(wire, "L1", null, List(Payout("P1", 5), "c1"));
        Given(wire, "L1", "c1", List(""));
        Given(wire, "L2", null, List(Payout("P2", 5, location: "L2")));
        wire.Answer("GET", $"{Path}/P1/payout-entries", Entries(Entry("E1", "CHARGE", 3, 0), "e1"));
        wire.AnswerWith("GET", $"{Path}/P2/payout-entries", Response.Create().WithHeader("Content-Type", "application/json").WithBody("{}"));
        Next(wire, $"{Path}/P1/payout-entries", "e1", Entries(Entry("E2", "CHARGE", 2, 0)));

        var (found, after) = (new List<Change<Payout>>(), (string?)Since);
        for (var more = true; more;)
        {
            var page = await Read(wire, after, TimeSpan.FromDays(1), 2);
            found.AddRange(page.Changes);
            (after, more) = (page.Next.Value, page.More);
        }

        Assert.Equal(["P1", "P2"], found.Select(change => change.Entity.Value));
        Assert.Equal([2, 0], found.Select(change => change.Value!.Entries.Count));
        Assert.Equal("2026-11-22T08:00:00.0000000Z", after);
    }

    [Fact]
    public async Task The_next_window_reaches_back_to_the_oldest_payout_that_is_on_its_way()
    {
        await using var wire = Answered(Payout("P1", 5, "SENT", "2026-11-02T06:00:00Z"), Entry("E1", "CHARGE", 5, 0));
        Assert.Equal("2026-11-02T06:00:00.0000000Z", (await Read(wire, "2026-11-01T00:00:00Z", TimeSpan.FromDays(7))).Next.Value);
        await using var old = Answered(Payout("P1", 5, "SENT", "2026-08-02T06:00:00Z"), Entry("E1", "CHARGE", 5, 0));
        Assert.Equal("2026-11-16T08:00:00.0000000Z", (await Read(old, "2026-08-01T00:00:00Z", TimeSpan.FromDays(7))).Next.Value);
    }

    [Fact]
    public async Task A_first_read_is_of_everything_and_not_of_the_last_year()
    {
        await using var wire = Answered("", "");
        await Read(wire, null);
        Assert.Contains(wire.Sent, sent => sent.Contains("begin_time=2009-01-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Entries_of_a_payout_that_is_final_are_read_once()
    {
        await using var wire = Answered(Payout("P1", 5), Entry("E1", "CHARGE", 5, 0));
        var source = wire.Open().Part<IChangeSource<Payout>>()!;
        for (var times = 0; times < 2; times++)
        {
            Assert.Single(Assert.Single((await source.ReadAsync(new(null, 250, TimeSpan.Zero), Wire.Token)).Changes).Value!.Entries);
        }

        Assert.Single(wire.Sent, sent => sent.Contains("payout-entries", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_can_not_be_read_costs_no_other_and_what_does_not_balance_is_handed_on()
    {
        await using var wire = new Wire().Locations("L1").Answer("GET", Path, List($"{Payout("P1", 5)},{Payout("P2", 7)},{Payout("", 7)},{Payout("P4", 9)}"));
        wire.Answer("GET", $"{Path}/P1/payout-entries", Entries(Entry("E1", "CHARGE", 5, 0, currency: "USD"))).Answer("GET", $"{Path}/P2/payout-entries", Wire.Error("NOT_FOUND"), status: 404)
            .Answer("GET", $"{Path}//payout-entries", Entries("")).Answer("GET", $"{Path}/P4/payout-entries", Entries(Entry("E1", "CHARGE", 5, 0)));
        var changes = (await Read(wire)).Changes;
        Assert.Equal([Reasons.UnsupportedCurrency, "not-found", Reasons.UnknownValue, null], changes.Select(change => change.Fault?.Reason));
        Assert.NotNull(PayoutTotals.Imbalance(changes[3].Value!));
    }

    [Fact]
    public async Task A_cursor_that_is_not_valid_any_more_begins_its_location_anew()
    {
        await using var wire = Answered(Payout("P1", 5), Entry("E1", "CHARGE", 5, 0));
        Next(wire, Path, "old", Wire.Error("INVALID_CURSOR"), 400);
        Assert.Single((await Read(wire, $"{Since}|{Since}|L1~old")).Changes);
    }

    [Fact]
    public async Task Pages_that_do_not_advance_end_the_read()
    {
        await using var wire = new Wire().Locations("L1").Answer("GET", Path, List(Payout("P1", 5))).Answer("GET", $"{Path}/P1/payout-entries", Entries("", "e1"));
        Assert.Equal(FaultKind.Transient, (await Assert.ThrowsAsync<ConnectorException>(async () => await Read(wire))).Kind);
    }

    private static void Given(Wire wire, string location, string? cursor, string json) => wire.Given(
        cursor is null ? Request.Create().UsingGet().WithPath(Path).WithParam("location_id", location) : Request.Create().UsingGet().WithPath(Path).WithParam("location_id", location).WithParam("cursor", cursor), json);

    private static void Next(Wire wire, string path, string cursor, string json, int status = 200) => wire.Given(Request.Create().UsingGet().WithPath(path).WithParam("cursor", cursor), json, status);
}
