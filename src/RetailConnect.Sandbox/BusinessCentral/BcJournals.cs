using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>General journals: their lines stay until somebody posts them, and are ledger entries after that. Bank accounts are posted to a G/L account of their own.</summary>
internal sealed class BcJournals(BcState state, BusinessCentralSettings settings)
{
    private const string General = "G_x002F_L_x0020_Account";
    private const string Bank = "Bank_x0020_Account";
    private static readonly IReadOnlyDictionary<string, BcKind> Fields = BcShapes.Fields(
        "journalDisplayName accountType accountNumber documentNumber externalDocumentNumber description comment taxCode balanceAccountType balancingAccountNumber", number: "lineNumber amount",
        id: "id journalId accountId balancingAccountId", date: "postingDate");

    private readonly List<ErpJournalLine> posted = [];
    private int entries;

    public IReadOnlyList<ErpJournalLine> All => [.. posted, .. state.Journals.Rows.SelectMany(journal => state.JournalLines[journal.Id].Rows.Select(line => Fact(journal, line, false)))];

    public BcRow AddJournal(string code, string balancing, DateTimeOffset now)
    {
        var journal = state.Add(state.Journals, new JsonObject { ["code"] = code, ["displayName"] = code, ["templateDisplayName"] = "GENERAL", ["balancingAccountId"] = Guid.Empty.ToString(), ["balancingAccountNumber"] = balancing }, now);
        state.JournalLines[journal.Id] = new BcSet("journalLines", Fields, BcShapes.JournalLine, null);
        return journal;
    }

    public void Delete(BcRow journal)
    {
        state.JournalLines.Remove(journal.Id);
        state.Journals.Rows.Remove(journal);
    }

    public BcRow Add(BcRow journal, JsonObject body, DateTimeOffset now)
    {
        if ((string?)body["journalId"] is { } id && !string.Equals(id, journal.Text("id"), StringComparison.OrdinalIgnoreCase))
        {
            throw Refused("The Journal Batch Id isn't editable.");
        }

        var line = body.DeepClone().AsObject();
        var lines = state.JournalLines[journal.Id];
        line["accountType"] ??= General;
        Account(line, "accountType", "accountNumber");
        Codes(line);
        line["lineNumber"] = (decimal?)line["lineNumber"] ?? (lines.Rows.Count == 0 ? 0 : lines.Rows.Max(row => row.Number("lineNumber"))) + 10000;
        if (lines.Rows.Any(row => row.Number("lineNumber") == (decimal)line["lineNumber"]!))
        {
            throw new ODataError(400, "Internal_EntityWithSameKeyExists", "The record in table Gen. Journal Line already exists.");
        }

        // A journal's own balancing account goes into every line.
        line["balanceAccountType"] ??= General;
        line["balancingAccountNumber"] ??= journal.Text("balancingAccountNumber");
        Account(line, "balanceAccountType", "balancingAccountNumber");
        (line["journalId"], line["journalDisplayName"]) = (journal.Text("id"), journal.Text("code"));
        line["accountId"] ??= Guid.Empty.ToString();
        line["balancingAccountId"] ??= Guid.Empty.ToString();
        line["postingDate"] ??= BcRow.Time(now)[..10];
        line["amount"] = decimal.Round((decimal?)line["amount"] ?? 0, 2, MidpointRounding.AwayFromZero);
        line["description"] ??= (string)line["accountNumber"]!;
        line["comment"] ??= "";
        line["taxCode"] ??= "";
        return state.Add(lines, line, now);
    }

    /// <summary>Posts all lines of a journal, or none.</summary>
    public int Post(string code, DateTimeOffset now)
    {
        var journal = state.Journals.Rows.First(row => row.Text("code") == code);
        var lines = state.JournalLines[journal.Id].Rows;
        foreach (var document in lines.GroupBy(line => (line.Text("documentNumber"), line.Text("postingDate"))))
        {
            var off = document.Where(line => line.Text("balancingAccountNumber").Length == 0).Sum(line => line.Number("amount"));
            if (off != 0 || document.Any(line => line.Text("accountNumber").Length == 0))
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Document No. {document.Key.Item1} is out of balance by {off}, or a line has no account."));
            }
        }

        foreach (var line in lines)
        {
            Enter(line, line.Text("accountType"), line.Text("accountNumber"), line.Number("amount"), now);
            if (line.Text("balancingAccountNumber") is { Length: > 0 } other)
            {
                Enter(line, line.Text("balanceAccountType"), other, -line.Number("amount"), now);
            }

            posted.Add(Fact(journal, line, true));
        }

        var count = lines.Count;
        lines.Clear();
        return count;
    }

    private void Enter(BcRow line, string type, string account, decimal amount, DateTimeOffset now)
    {
        if (amount != 0)
        {
            state.Add(state.LedgerEntries, new JsonObject
            {
                ["entryNumber"] = ++entries, ["postingDate"] = line.Text("postingDate"), ["documentNumber"] = line.Text("documentNumber"), ["documentType"] = "_x0020_", ["accountId"] = Guid.Empty.ToString(),
                ["accountNumber"] = type is Bank ? settings.BankLedgerAccount : account, ["description"] = line.Text("description"), ["debitAmount"] = Math.Max(amount, 0), ["creditAmount"] = Math.Max(-amount, 0),
                ["additionalCurrencyDebitAmount"] = 0m, ["additionalCurrencyCreditAmount"] = 0m,
            }, now);
        }
    }

    private void Account(JsonObject line, string type, string number)
    {
        var account = ((string?)line[number] ?? "").Trim().ToUpperInvariant();
        var known = (string)line[type]! is Bank ? settings.BankAccounts : settings.Accounts;
        line[number] = account.Length == 0 || known.Contains(account) ? account : throw Refused($"The \"{number}\" does not match to an Account.");
    }

    /// <summary>Codes are kept in capitals.</summary>
    private void Codes(JsonObject line)
    {
        line["documentNumber"] = ((string?)line["documentNumber"] ?? string.Create(CultureInfo.InvariantCulture, $"G{posted.Count + 1:D5}")).Trim().ToUpperInvariant();
        line["externalDocumentNumber"] = ((string?)line["externalDocumentNumber"] ?? "").Trim().ToUpperInvariant();
    }

    private static ODataError Refused(string message) => new(400, "Application_DialogException", message);

    private static ErpJournalLine Fact(BcRow journal, BcRow line, bool posted) => new(
        journal.Text("code"), line.Text("documentNumber"), line.Text("externalDocumentNumber"), line.Text("accountNumber"), line.Text("accountType") is Bank, line.Number("amount"), line.Text("postingDate"), posted);
}
