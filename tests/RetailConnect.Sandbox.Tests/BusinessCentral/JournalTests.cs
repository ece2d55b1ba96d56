namespace RetailConnect.Sandbox.Tests.BusinessCentral;

public sealed class JournalTests
{
    private readonly Erp erp = new();

    public JournalTests() => erp.Simulator.AddJournal("PAYOUTS");

    private string Journal => $"{Erp.Company}journals({(string)erp.Get("journals", "$filter=code%20eq%20%27PAYOUTS%27&$select=id,code").Value[0]!["id"]!})/journalLines";

    [Fact]
    public void Lines_leave_the_journal_when_they_are_posted_and_are_ledger_entries_then()
    {
        var made = erp.Send("POST", Journal, """{"accountType":"Bank_x0020_Account","accountNumber":"giro","postingDate":"2026-05-04","documentNumber":"web-9","externalDocumentNumber":"web-9","amount":97.85,"comment":"TRACE"}""");
        Assert.Equal((201, 97.85m, 10000, "WEB-9", "GIRO"), (made.Status, (decimal)made.Json["amount"]!, (int)made.Json["lineNumber"]!, (string)made.Json["documentNumber"]!, (string)made.Json["accountNumber"]!));
        Assert.Throws<InvalidOperationException>(() => erp.Simulator.PostJournal("PAYOUTS"));
        erp.Send("POST", Journal, """{"accountNumber":"2930","postingDate":"2026-05-04","documentNumber":"WEB-9","amount":-97.85}""");
        Assert.Equal(2, Lines("web-9"));
        Assert.Equal(0, Entries("WEB-9"));

        Assert.Equal(2, erp.Simulator.PostJournal("PAYOUTS"));

        Assert.Equal((0, 2), (Lines("WEB-9"), Entries("web-9")));
        Assert.Equal([("1200", 97.85m), ("2930", -97.85m)], erp.Simulator.Ledger.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
        Assert.Equal([("GIRO", true, true), ("2930", false, true)], erp.Simulator.JournalLines.Select(line => (line.Account, line.Bank, line.Posted)));
    }

    [Fact]
    public void A_line_that_a_clerk_changed_is_posted_as_it_is_then()
    {
        erp.Send("POST", Journal, """{"accountNumber":"6850","documentNumber":"D","amount":2}""");
        erp.Send("POST", Journal, """{"accountNumber":"2930","documentNumber":"D","amount":-2}""");
        erp.Simulator.ChangeJournalLine("D", "6850", 3, to: "6860");
        Assert.Throws<InvalidOperationException>(() => erp.Simulator.PostJournal("PAYOUTS"));
        erp.Simulator.ChangeJournalLine("D", "2930", -3);
        Assert.Equal(2, erp.Simulator.PostJournal("PAYOUTS"));
        Assert.Equal([("2930", -3m), ("6860", 3m)], erp.Simulator.Ledger.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Fact]
    public void A_line_that_is_sent_twice_is_there_twice()
    {
        for (var times = 0; times < 2; times++)
        {
            Assert.Equal(201, erp.Send("POST", Journal, """{"accountNumber":"2930","documentNumber":"D","amount":1}""").Status);
        }

        Assert.Equal(2, Lines("D"));
        Assert.Equal([10000, 20000], erp.Get(Journal[Erp.Company.Length..]).Value.Select(line => (int)line!["lineNumber"]!));
    }

    [Fact]
    public void A_journal_with_a_balancing_account_balances_each_line_by_itself()
    {
        erp.Simulator.AddJournal("SINGLE", "2920");
        var id = (string)erp.Get("journals", "$filter=code%20eq%20%27SINGLE%27").Value[0]!["id"]!;
        Assert.Equal("2920", (string)erp.Send("POST", $"{Erp.Company}journals({id})/journalLines", """{"accountNumber":"6850","documentNumber":"D","amount":2}""").Json["balancingAccountNumber"]!);
        Assert.Equal(1, erp.Simulator.PostJournal("SINGLE"));
        Assert.Equal([("2920", -2m), ("6850", 2m)], erp.Simulator.Ledger.OrderBy(entry => entry.Key).Select(entry => (entry.Key, entry.Value)));
    }

    [Theory]
    [InlineData("""{"accountNumber":"9999","amount":1}""")]
    [InlineData("""{"accountType":"Bank_x0020_Account","accountNumber":"2930","amount":1}""")]
    [InlineData("""{"accountType":"Bank Account","accountNumber":"GIRO","amount":1}""")]
    [InlineData("""{"accountNumber":"2930","amount":"1"}""")]
    [InlineData("""{"accountNumber":"2930","amount":1,"currencyCode":"USD"}""")]
    [InlineData("""{"accountNumber":"2930","amount":1,"documentNumber":"123456789012345678901"}""")]
    [InlineData("""{"accountNumber":"2930","amount":1,"externalDocumentNumber":"123456789012345678901234567890123456"}""")]
    [InlineData("""{"accountNumber":"2930","amount":1,"postingDate":"04/05/2026"}""")]
    [InlineData("""{"accountNumber":"2930","amount":1,"journalDisplayName":"OTHER"}""")]
    [InlineData("""{"accountNumber":"2930","amount":1,"journalId":"00000000-0000-4000-8000-000000000999"}""")]
    public void What_does_not_fit_is_refused(string body)
    {
        erp.Send("POST", Journal, body).Refused(400);
        Assert.Empty(erp.Simulator.JournalLines);
    }

    [Fact]
    public void Two_lines_do_not_share_a_number_and_nobody_writes_the_ledger()
    {
        Assert.Equal(201, erp.Send("POST", Journal, """{"accountNumber":"2930","lineNumber":5,"amount":1}""").Status);
        erp.Send("POST", Journal, """{"accountNumber":"2930","lineNumber":5,"amount":1}""").Refused(400);
        erp.Send("POST", $"{Erp.Company}generalLedgerEntries", """{"accountNumber":"2930"}""").Refused(405);
        erp.Send("GET", $"{Erp.Company}journals(00000000-0000-4000-8000-000000000999)/journalLines").Refused(404);
    }

    private int Lines(string document) => erp.Get(Journal[Erp.Company.Length..], $"$filter=documentNumber%20eq%20%27{document}%27").Value.Count;

    private int Entries(string document) => erp.Get("generalLedgerEntries", $"$filter=documentNumber%20eq%20%27{document}%27").Value.Count;
}
