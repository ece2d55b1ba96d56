using System.Globalization;
using System.Text.Json.Nodes;

namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>Journals of customer payments: their lines stay until somebody posts them, and then only the invoice tells of them.</summary>
internal sealed class BcPayments(BcState state, Action<BcSet, BcRow, string> changed)
{
    private static readonly IReadOnlyDictionary<string, BcKind> Fields = BcShapes.Fields(
        "journalDisplayName customerNumber documentNumber externalDocumentNumber appliesToInvoiceNumber description comment", number: "lineNumber amount", id: "id journalId customerId appliesToInvoiceId", date: "postingDate");

    private readonly List<ErpPayment> posted = [];

    public IReadOnlyList<ErpPayment> All => [.. posted, .. state.PaymentJournals.Rows.SelectMany(journal => state.Payments[journal.Id].Rows.Select(line => Fact(journal, line, false)))];

    public BcRow AddJournal(string code, string account, DateTimeOffset now)
    {
        var journal = state.Add(state.PaymentJournals, new JsonObject { ["code"] = code, ["displayName"] = code, ["balancingAccountId"] = state.NewId().ToString(), ["balancingAccountNumber"] = account }, now);
        state.Payments[journal.Id] = new BcSet("customerPayments", Fields, BcShapes.Payment, null);
        return journal;
    }

    public BcRow Add(BcRow journal, JsonObject body, DateTimeOffset now)
    {
        if (body["journalId"] is { } id && !Same((string?)id, journal.Text("id")))
        {
            throw Refused("The Journal Id and Journal Display Name do not match.");
        }

        var line = body.DeepClone().AsObject();
        var lines = state.Payments[journal.Id];
        var invoice = Invoice(line);
        var customer = Customer(line, invoice);
        (line["journalId"], line["journalDisplayName"]) = (journal.Text("id"), journal.Text("code"));
        (line["customerId"], line["customerNumber"]) = (customer?.Text("id") ?? Guid.Empty.ToString(), customer?.Text("number") ?? "");
        (line["appliesToInvoiceId"], line["appliesToInvoiceNumber"]) = (invoice?.Text("id") ?? Guid.Empty.ToString(), invoice?.Text("number") ?? (string?)line["appliesToInvoiceNumber"] ?? "");
        line["lineNumber"] = (decimal?)line["lineNumber"] ?? (lines.Rows.Count == 0 ? 0 : lines.Rows.Max(row => row.Number("lineNumber"))) + 10000;
        if (lines.Rows.Any(row => row.Number("lineNumber") == (decimal)line["lineNumber"]!))
        {
            throw new ODataError(400, "Internal_EntityWithSameKeyExists", "The record in table Gen. Journal Line already exists.");
        }

        line["documentNumber"] ??= string.Create(CultureInfo.InvariantCulture, $"P{lines.Rows.Count + posted.Count + 1:D5}");
        line["postingDate"] ??= BcRow.Time(now)[..10];
        line["amount"] ??= 0m;
        line["externalDocumentNumber"] ??= "";
        line["description"] ??= customer?.Text("displayName") ?? "";
        line["comment"] ??= "";
        return state.Add(lines, line, now);
    }

    /// <summary>Writes another amount into the lines of a reference, or deletes them; returns how many there were.</summary>
    public int Change(string reference, decimal? amount, DateTimeOffset now)
    {
        var found = state.Payments.Values.SelectMany(set => set.Rows).Where(line => Same(line.Text("externalDocumentNumber"), reference)).ToList();
        foreach (var line in found)
        {
            line.Body["amount"] = amount ?? 0;
            line.Touch(now);
        }

        if (amount is null)
        {
            found.ForEach(line => state.Payments.Values.ToList().ForEach(set => set.Rows.Remove(line)));
        }

        return found.Count;
    }

    /// <summary>Posts all lines of a journal, or none.</summary>
    public int Post(string code, DateTimeOffset now)
    {
        var journal = state.PaymentJournals.Rows.First(row => row.Text("code") == code);
        var lines = state.Payments[journal.Id];
        if (lines.Rows.FirstOrDefault(line => line.Number("amount") >= 0 || InvoiceOf(line) is not { } invoice || string.CompareOrdinal(line.Text("postingDate"), invoice.Text("postingDate")) < 0) is { } wrong)
        {
            throw new InvalidOperationException($"Amount must be negative in Gen. Journal Line, and an entry can't be applied to one that is posted later: {wrong.Body.ToJsonString()}");
        }

        foreach (var line in lines.Rows)
        {
            var invoice = InvoiceOf(line)!;
            var rest = Math.Max(invoice.Number("remainingAmount") + line.Number("amount"), 0);
            (invoice.Body["remainingAmount"], invoice.Body["status"]) = (rest, rest == 0 ? "Paid" : "Open");
            invoice.Touch(now);
            changed(state.Invoices, invoice, "updated");
            posted.Add(Fact(journal, line, true));
        }

        var count = lines.Rows.Count;
        lines.Rows.Clear();
        return count;
    }

    private static ODataError Refused(string message) => new(400, "Application_DialogException", message);

    private static bool Same(string? first, string? second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase);

    private static ErpPayment Fact(BcRow journal, BcRow line, bool posted) =>
        new(journal.Text("code"), line.Text("externalDocumentNumber"), line.Text("appliesToInvoiceNumber"), line.Number("amount"), posted);

    private BcRow? InvoiceOf(BcRow line) => state.Invoices.Rows.FirstOrDefault(row => row.Text("id") == line.Text("appliesToInvoiceId"));

    private BcRow? Invoice(JsonObject line)
    {
        var (id, number) = ((string?)line["appliesToInvoiceId"], (string?)line["appliesToInvoiceNumber"]);
        if (id is null || Same(id, Guid.Empty.ToString()))
        {
            return number is null ? null : state.Invoices.Rows.FirstOrDefault(row => row.Text("number") == number);
        }

        var found = state.Invoices.Rows.FirstOrDefault(row => Same(row.Text("id"), id))
            ?? throw Refused("The \"appliesToInvoiceId\" should be the ID of an Open, Paid, Corrective, or Canceled Invoice.");
        return number is null || found.Text("number") == number ? found : throw Refused("The Applies To Invoice values do not match to the same Invoice.");
    }

    private BcRow? Customer(JsonObject line, BcRow? invoice)
    {
        var (id, number) = ((string?)line["customerId"], (string?)line["customerNumber"]);
        if (id is null && number is null)
        {
            return state.Customers.Rows.FirstOrDefault(row => row.Text("id") == invoice?.Text("customerId"));
        }

        var found = state.Customers.Rows.FirstOrDefault(row => id is not null ? Same(row.Text("id"), id) : row.Text("number") == number)
            ?? throw Refused($"The \"{(id is not null ? "customerId" : "customerNumber")}\" does not match to a Customer.");
        return number is null || found.Text("number") == number ? found : throw Refused("The customer values do not match to a specific Customer.");
    }
}
