using System.Text.Json.Nodes;
using RetailConnect.Connectors.BusinessCentral.Payouts;
using RetailConnect.Tests;
using static RetailConnect.Connectors.BusinessCentral.Tests.Samples;

namespace RetailConnect.Connectors.BusinessCentral.Tests;

public sealed class PayoutSinkTests
{
    private const string Reference = "web-9";
    private const string Number = "P-WEB-9";
    private const string Journal = "ffffffff-0000-0000-0000-000000000001";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Api => $"/v2.0/contoso.com/Production/api/v2.0/companies({Wire.Company})";

    private static string Lines => $"journals({Journal})/journalLines";

    private static Envelope<Payout> Envelope(Payout payout, string canonical = Reference, string origin = "web") => TestConnection.Envelope(origin, "books", Change.Upserted("9", "1", payout), canonical);

    private static PayoutEntry Entry(PayoutEntryKind kind, decimal gross, decimal fee = 0, string currency = "EUR") =>
        new() { Id = $"{kind}/{gross}", Kind = kind, Gross = new(gross, currency), Fee = new(fee, currency), Net = new(gross - fee, currency) };

    private static Payout Payout(params PayoutEntry[] entries) => new()
    {
        Id = "9", Status = PayoutStatus.Paid, IssuedAt = Placed, BankReference = "TRACE-9", Entries = entries, Amount = entries.Aggregate(new Money(0, entries.Length == 0 ? new("EUR") : entries[0].Net.Currency), (sum, entry) => sum + entry.Net),
    };

    /// <summary>A charge and its fee: three lines.</summary>
    private static Payout Simple() => Payout(Entry(PayoutEntryKind.Charge, 100, 2.15m));

    [Fact]
    public async Task A_payout_becomes_lines_that_add_up_to_nothing()
    {
        await using var wire = Wired().Answer("POST", $"{Api}/{Lines}", Line("2930", -1), 201);
        var payout = Payout(
            Entry(PayoutEntryKind.Charge, 100, 2.15m), Entry(PayoutEntryKind.Charge, 50.10m, 1.2m), Entry(PayoutEntryKind.Refund, -20), Entry(PayoutEntryKind.Dispute, -50.10m, 15), Entry(PayoutEntryKind.DisputeReversal, 30, -15),
            Entry(PayoutEntryKind.Fee, -4.5m), Entry(PayoutEntryKind.Reserve, -10), Entry(PayoutEntryKind.Transfer, 7), Entry(PayoutEntryKind.Adjustment, 0.5m), Entry(PayoutEntryKind.Other, -0.25m));

        var receipt = await DeliverAsync(Open(wire), Envelope(payout));

        Snapshot.MatchText(string.Join('\n', wire.Bodies("POST")), "payout-lines");
        Assert.Equal(0, wire.Bodies("POST").Sum(body => (decimal)JsonNode.Parse(body)!["amount"]!));
        Assert.Equal($"journals/{Journal}/{Number}", receipt.Id.Value);
        Assert.Equal(new EntityLink(EntityType.DocumentNumber, new(Reference), Number), Assert.Single(receipt.Links));
    }

    [Fact]
    public async Task A_withdrawal_credits_the_bank()
    {
        await using var wire = Wired().Answer("POST", $"{Api}/{Lines}", Line("2930", -1), 201);
        await DeliverAsync(Open(wire), Envelope(Payout(Entry(PayoutEntryKind.Refund, -20))));
        Assert.Equal([("GIRO", -20m), ("2930", 20m)], Written(wire));
    }

    [Fact]
    public async Task The_day_is_that_of_the_books_and_the_provider_may_have_an_account_of_its_own()
    {
        await using var wire = Wired().Answer("POST", $"{Api}/{Lines}", Line("2930", -1), 201);
        await DeliverAsync(Open(wire, options => (options.TimeZone, options.PayoutClearingAccounts["pos"]) = ("Asia/Tokyo", "2931")), Envelope(Simple() with { IssuedAt = new(2026, 11, 22, 20, 0, 0, TimeSpan.Zero) }, origin: "POS"));
        Assert.Contains(("2931", -100m), Written(wire));
        Assert.All(wire.Bodies("POST"), body => Assert.Equal("2026-11-23", (string)JsonNode.Parse(body)!["postingDate"]!));
    }

    [Fact]
    public async Task What_the_journal_has_already_is_not_written_again()
    {
        await using var wire = Wired(Line("GIRO", 97.85m, "Bank_x0020_Account"), Line("2930", -100), Line("6850", 2.15m));
        Assert.NotNull(await Open(wire).Part<ILookUp<Payout>>()!.FindAsync(Envelope(Simple()), Token));
        Assert.Empty(wire.Bodies("POST"));
    }

    [Fact]
    public async Task Only_the_lines_that_are_missing_are_written_and_each_is_looked_for_right_before()
    {
        await using var wire = Wired(Line("2930", -100)).Answer("POST", $"{Api}/{Lines}", Line("2930", -1), 201);
        await DeliverAsync(Open(wire), Envelope(Simple()));
        Assert.Equal([("GIRO", 97.85m), ("6850", 2.15m)], Written(wire));
        var calls = wire.Sent.Select(sent => $"{sent.Split(' ')[0]} {(sent.Contains("journalLines", StringComparison.Ordinal) ? "lines" : sent.Contains("generalLedger", StringComparison.Ordinal) ? "ledger" : "journals")}").ToList();
        Assert.Equal(["GET journals", "GET lines", "GET ledger", "GET lines", "GET ledger", "POST lines", "GET lines", "GET ledger", "GET lines", "GET ledger", "POST lines"], calls);
        Assert.Contains($"$filter=documentNumber eq '{Number}'", wire.Sent[1], StringComparison.Ordinal);
        Assert.Contains($"$filter=documentNumber eq '{Number}'", wire.Sent[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_posted_meanwhile_shows_in_the_ledger()
    {
        await using var wire = Wired(posted: true);
        Assert.NotNull(await Open(wire).Part<ILookUp<Payout>>()!.FindAsync(Envelope(Simple()), Token));
        Assert.NotNull(await Open(wire).Part<IChangeSink<Payout>>()!.WriteAsync(Envelope(Simple()), Token));
        Assert.Empty(wire.Bodies("POST"));
    }

    [Theory]
    [InlineData("2930", -99, "", false)]
    [InlineData("2931", -100, "", false)]
    [InlineData("GIRO", 97.85, "", false)]
    [InlineData("2930", -100, "", true)]
    public async Task What_is_no_work_of_ours_any_more_is_for_a_person(string account, decimal amount, string type, bool posted)
    {
        await using var wire = Wired(posted, Line(account, amount, type));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(Simple())));
        Assert.Equal((FaultKind.Rejected, "booked-otherwise"), (fault.Kind, fault.Reason));
        Assert.NotNull(fault.Advice);
        Assert.Empty(wire.Bodies("POST"));
    }

    [Fact]
    public async Task A_setting_that_is_missing_is_named_before_any_call()
    {
        await using var wire = new Wire();
        (string Setting, PayoutEntryKind Kind, Action<BusinessCentralOptions> Empty)[] settings =
        [
            ("PayoutBankAccount", PayoutEntryKind.Charge, options => options.PayoutBankAccount = null), ("PayoutClearingAccount", PayoutEntryKind.Charge, options => options.PayoutClearingAccount = " "),
            ("PayoutFeeAccount", PayoutEntryKind.Fee, options => options.PayoutFeeAccount = null), ("PayoutDisputeAccount", PayoutEntryKind.Dispute, options => options.PayoutDisputeAccount = null),
            ("PayoutAdjustmentAccount", PayoutEntryKind.Other, options => options.PayoutAdjustmentAccount = null),
        ];
        foreach (var (setting, kind, empty) in settings)
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire, empty), Envelope(Payout(Entry(kind, 5)))));
            Assert.Equal(FaultKind.Rejected, fault.Kind);
            Assert.Contains(setting, fault.Message, StringComparison.Ordinal);
            Assert.Contains(setting, fault.Advice, StringComparison.Ordinal);
        }

        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task What_journal_lines_can_not_say_is_refused_before_any_call()
    {
        await using var wire = new Wire();
        (Payout Payout, string Reason)[] bad =
        [
            (Payout(Entry(PayoutEntryKind.Charge, 5, 0, "USD")), Reasons.UnsupportedCurrency), (Simple() with { Amount = new(97.85m, "USD") }, Reasons.UnsupportedCurrency), (Simple() with { Amount = new(97.86m, "EUR") }, Reasons.Unbalanced),
            (Payout(Entry(PayoutEntryKind.Charge, 5.001m)), Reasons.Unbalanced), (Payout(Entry(PayoutEntryKind.Charge, 5, 0.001m), Entry(PayoutEntryKind.Charge, 5, -0.001m)), Reasons.Unbalanced),
        ];
        foreach (var (payout, reason) in bad)
        {
            var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(payout)));
            Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
            Assert.NotNull(fault.Advice);
        }

        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task A_payout_that_moved_nothing_is_skipped()
    {
        await using var wire = Wired();
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire), Envelope(Payout())));
        Assert.Equal((FaultKind.Unsupported, "nothing-to-book"), (fault.Kind, fault.Reason));
    }

    [Theory]
    [InlineData("NONE", "", "unknown-payout-journal", "'NONE'")]
    [InlineData("payouts", "2920", "journal-has-balancing-account", "balancing account")]
    public async Task A_journal_that_can_not_take_payouts_is_named(string code, string balancing, string reason, string told)
    {
        await using var wire = new Wire().Api200("journals", Wire.Page($$"""{"id":"{{Journal}}","code":"PAYOUTS","balancingAccountNumber":"{{balancing}}"}"""));
        var fault = await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(Open(wire, options => options.PayoutJournal = code), Envelope(Simple())));
        Assert.Equal((FaultKind.Rejected, reason), (fault.Kind, fault.Reason));
        Assert.Contains(told, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_was_deleted_is_looked_for_again()
    {
        await using var wire = new Wire().Api200("journals", Wire.Page($$"""{"id":"{{Journal}}","code":"PAYOUTS"}"""));
        wire.Answer("GET", $"{wire.Api}/{Lines}", """{"error":{"code":"BadRequest_ResourceNotFound","message":"Gone."}}""", 404);
        var connection = Open(wire);
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(FaultKind.Conflict, (await Assert.ThrowsAsync<ConnectorException>(async () => await DeliverAsync(connection, Envelope(Simple())))).Kind);
        }

        Assert.Equal(2, wire.Sent.Count(sent => sent.Contains("/journals?", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, null, "PayoutJournal: the code")]
    [InlineData("PAYOUTS", " ", "PayoutClearingAccounts: ' ' for 'pos'")]
    public async Task Settings_without_a_journal_are_refused(string? journal, string? account, string told)
    {
        await using var wire = new Wire();
        var refused = Assert.ThrowsAny<Exception>(() => Open(wire, options =>
        {
            options.PayoutJournal = journal;
            if (account is not null)
            {
                options.PayoutClearingAccounts["pos"] = account;
            }
        }));
        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Document_numbers_fit_and_are_not_shared()
    {
        string[] ids = ["web-9", "web-90071992547409", "web-900719925474099", "web-9007199254740991", "web-90071992547409912", "pos-po_b345d2c7-90b3-4f", "pos-PO_1", "pos-po_1", "pos-Po_1", "a-very-long-connection-0123456789ab"];
        var numbers = ids.Select(id => DocumentNumber.Of(new(id))).ToList();
        Assert.Equal("P-WEB-9", numbers[0]);
        Assert.All(numbers, number => Assert.True(number is { Length: <= 20 } && !number.Any(char.IsLower), number));
        Assert.Distinct(numbers);
    }

    [Fact]
    public async Task Connection_declares_what_it_can_do()
    {
        await using var wire = new Wire();
        Assert.Equal([(EntityType.Payout, WriteProof.LookUp, 1)], Open(wire).Capabilities.OfType<SinkCapability>().Select(sink => (sink.Type, sink.Proof, sink.Parallel)));
    }

    private static Connection Open(Wire wire, Action<BusinessCentralOptions>? change = null) => wire.Open<BusinessCentralPayoutsConnector>(options =>
    {
        (options.PayoutJournal, options.PayoutBankAccount, options.PayoutClearingAccount) = ("payouts", "GIRO", "2930");
        (options.PayoutFeeAccount, options.PayoutDisputeAccount, options.PayoutAdjustmentAccount) = ("6850", "6860", "6870");
        change?.Invoke(options);
    });

    private static async Task<WriteReceipt> DeliverAsync(Connection connection, Envelope<Payout> envelope) =>
        await connection.Part<ILookUp<Payout>>()!.FindAsync(envelope, Token) ?? await connection.Part<IChangeSink<Payout>>()!.WriteAsync(envelope, Token);

    private static Wire Wired(params string[] lines) => Wired(false, lines);

    /// <summary>A wire with a journal, its lines of the document, and the ledger.</summary>
    private static Wire Wired(bool posted, params string[] lines) => new Wire()
        .Api200("journals", Wire.Page($$"""{"id":"{{Document}}","code":"DEFAULT","balancingAccountNumber":"2920"},{"id":"{{Journal}}","code":"PAYOUTS","balancingAccountNumber":""}"""))
        .Api200(Lines, Wire.Page(string.Join(',', lines))).Api200("generalLedgerEntries", Wire.Page(posted ? $$"""{"id":"{{Document}}","documentNumber":"{{Number}}"}""" : ""));

    private static string Line(string account, decimal amount, string type = "G_x002F_L_x0020_Account") => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $$"""{"id":"{{Document}}","accountType":"{{type}}","accountNumber":"{{account}}","documentNumber":"{{Number}}","amount":{{amount}},"newField":1}""");

    private static IEnumerable<(string Account, decimal Amount)> Written(Wire wire) => wire.Bodies("POST").Select(body => ((string)JsonNode.Parse(body)!["accountNumber"]!, (decimal)JsonNode.Parse(body)!["amount"]!));
}
