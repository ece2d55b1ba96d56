using System.Globalization;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

/// <summary>What the journal and the ledger hold of a payout, as comparisons see it.</summary>
public sealed class PayoutSnapshotTests
{
    private const string Journal = "ffffffff-0000-0000-0000-000000000001";
    private const string Bank = "Bank_x0020_Account";
    private const string Account = "G_x002F_L_x0020_Account";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_in_the_journal_is_shown_by_its_parts()
    {
        await using var wire = Wired(
            [
                Line("GIRO", 27.25m, Bank), Line("2930", -150.1m, text: "web payout: payments"), Line("2930", 20, text: "WEB PAYOUT: REFUNDS "), Line("2930", 10, text: "web payout: reserves"), Line("2930", -7, text: "web payout: transfers"),
                Line("6860", 50.1m), Line("6860", -30), Line("6870", -0.5m), Line("6870", 0.25m), Line("6850", 80m),
            ],
            []);
        var seen = Assert.Single(await ReadAsync(wire, "web-9"));
        Assert.Equal(("web-9", "P-WEB-9"), (seen.Key, seen.Entity.Value));
        Assert.Equal("total 27.25, charges 150.10, refunds -20.00, disputes -20.10, adjustments 0.25, held -3.00, fees 80.00", Text(seen));
    }

    [Fact]
    public async Task What_was_posted_is_shown_by_the_ledger_whose_name_for_the_bank_nobody_knows()
    {
        await using var wire = Wired([], [Entry("1200", 77.85m), Entry("2930", -100, "web payout: payments"), Entry("2930", 20, "web payout: refunds"), Entry("6850", 2.15m)]);
        Assert.Equal("total 77.85, charges 100.00, refunds -20.00, disputes 0.00, adjustments 0.00, held 0.00, fees 2.15", Text(Assert.Single(await ReadAsync(wire, "web-9"))));
    }

    [Fact]
    public async Task What_is_posted_and_still_in_the_journal_is_booked_twice()
    {
        await using var wire = Wired([Line("GIRO", 97.85m, Bank), Line("2930", -100, text: "web payout: payments"), Line("6850", 2.15m)], [Entry("1200", 97.85m), Entry("2930", -100, "web payout: payments"), Entry("6850", 2.15m)]);
        Assert.StartsWith("total 195.70, charges 200.00,", Text(Assert.Single(await ReadAsync(wire, "web-9"))), StringComparison.Ordinal);
    }

    /// <summary>Money that somebody moved elsewhere is missing where it belongs.</summary>
    [Theory]
    [InlineData("GIRO2", "2930", "web payout: payments", "6850", "total 0.00, charges 100.00, refunds 0.00, fees 2.15")]
    [InlineData("GIRO", "2931", "web payout: payments", "6850", "total 97.85, charges 0.00, refunds 0.00, fees 2.15")]
    [InlineData("GIRO", "2930", "web payout: payments", "6899", "total 97.85, charges 100.00, refunds 0.00, fees 0.00")]
    [InlineData("GIRO", "2930", "web payout: refunds", "6850", "total 97.85, charges 0.00, refunds 100.00, fees 2.15")]
    [InlineData("GIRO", "2930", "seen by Anna", "6850", "total 97.85, charges 100.00, refunds 0.00, fees 2.15")]
    [InlineData("giro ", "2930 ", "web payout: payments", " 6850", "total 97.85, charges 100.00, refunds 0.00, fees 2.15")]
    public async Task The_account_tells_the_part_and_the_text_where_parts_share_one(string bank, string clearing, string text, string fees, string shown)
    {
        await using var wire = Wired([Line(bank, 97.85m, Bank), Line(clearing, -100, text: text), Line(fees, 2.15m)], []);
        var seen = Assert.Single(await ReadAsync(wire, "web-9", options => options.PayoutClearingAccounts["pos"] = "2931"));
        Assert.Equal(shown, Text(seen, ObservedField.Total, ObservedField.Charges, ObservedField.Refunds, ObservedField.Fees));
    }

    [Fact]
    public async Task A_provider_with_a_clearing_account_of_its_own_is_told_by_the_reference()
    {
        await using var wire = Wired([Line("GIRO", 100, Bank, "P-POS-9"), Line("2931", -100, Account, "P-POS-9", "pos payout: payments")], []);
        Assert.Contains("charges 100.00", Text(Assert.Single(await ReadAsync(wire, "pos-9", options => options.PayoutClearingAccounts["POS"] = "2931"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accounts_that_all_parts_share_are_told_apart_by_their_texts()
    {
        await using var wire = Wired([Line("GIRO", 80, Bank), Line("6850", 5, text: "web payout: fees"), Line("6850", 15, text: "web payout: disputes"), Line("2930", -100)], []);
        Assert.Equal("disputes -15.00, adjustments 0.00, fees 5.00", Text(Assert.Single(await ReadAsync(wire, "web-9", options => options.PayoutDisputeAccount = "6850")), ObservedField.Disputes, ObservedField.Adjustments, ObservedField.Fees));
    }

    [Fact]
    public async Task Several_are_asked_for_in_one_call_of_each_kind_the_journal_first()
    {
        await using var wire = Wired([Line("GIRO", 5, Bank), Line("GIRO", 6, Bank, "OTHER")], []);
        var seen = await ReadAsync(wire, null, "web-9", "web-10", "web-9");
        Assert.Equal(["web-9"], seen.Select(item => item.Key));
        Assert.Equal(
            [
                "journals?$select=id,code,balancingAccountNumber",
                $"journals({Journal})/journalLines?$filter=documentNumber eq 'P-WEB-9' or documentNumber eq 'P-WEB-10'&$select=id,accountType,accountNumber,documentNumber,amount,description",
                "generalLedgerEntries?$filter=documentNumber eq 'P-WEB-9' or documentNumber eq 'P-WEB-10'&$select=id,documentNumber,accountNumber,description,debitAmount,creditAmount",
            ],
            wire.Sent.Select(call => call.Replace($"GET {wire.Api}/", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_is_asked_for_when_nothing_is_wanted()
    {
        await using var wire = new Wire();
        Assert.Empty(await ReadAsync(wire, null, []));
        Assert.Empty(wire.Sent);
    }

    private static Task<IReadOnlyList<Observation>> ReadAsync(Wire wire, string key, Action<BusinessCentralOptions>? change = null) => ReadAsync(wire, change, key);

    private static async Task<IReadOnlyList<Observation>> ReadAsync(Wire wire, Action<BusinessCentralOptions>? change, params string[] keys)
    {
        var connection = wire.Open<BusinessCentralPayoutsConnector>(options =>
        {
            (options.PayoutJournal, options.PayoutBankAccount, options.PayoutClearingAccount) = ("payouts", "GIRO", "2930");
            (options.PayoutFeeAccount, options.PayoutDisputeAccount, options.PayoutAdjustmentAccount) = ("6850", "6860", "6870");
            change?.Invoke(options);
        });
        var page = await connection.Part<ISnapshotSource<Payout>>()!.ReadAsync(new(null, 100) { Keys = keys }, Token);
        Assert.Null(page.Next);
        return page.Observations;
    }

    private static string Text(Observation seen, params string[] fields)
    {
        Assert.All(seen.Fields, field => Assert.EndsWith(" EUR", field.Value, StringComparison.Ordinal));
        return string.Join(", ", seen.Fields.Where(field => fields.Length == 0 || fields.Contains(field.Name)).Select(field => $"{field.Name} {field.Value[..^4]}"));
    }

    private static Wire Wired(string[] lines, string[] entries) => new Wire()
        .Api200("journals", Wire.Page($$"""{"id":"{{Journal}}","code":"PAYOUTS","balancingAccountNumber":""}""")).Api200($"journals({Journal})/journalLines", Wire.Page(string.Join(',', lines)))
        .Api200("generalLedgerEntries", Wire.Page(string.Join(',', entries)));

    private static string Line(string account, decimal amount, string type = Account, string document = "P-WEB-9", string text = "") => string.Create(
        CultureInfo.InvariantCulture, $$"""{"id":"{{Guid.Empty}}","accountType":"{{type}}","accountNumber":"{{account}}","documentNumber":"{{document}}","amount":{{amount}},"description":"{{text}}"}""");

    private static string Entry(string account, decimal amount, string text = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":"{{Guid.Empty}}","accountNumber":"{{account}}","documentNumber":"P-WEB-9","debitAmount":{{Math.Max(amount, 0)}},"creditAmount":{{Math.Max(-amount, 0)}},"description":"{{text}}"}""");
}
