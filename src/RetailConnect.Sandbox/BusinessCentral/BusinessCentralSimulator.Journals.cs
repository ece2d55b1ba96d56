namespace RetailConnect.Sandbox.BusinessCentral;

/// <content>General journals: what the back office does with them.</content>
public sealed partial class BusinessCentralSimulator
{
    /// <summary>Lines of general journals, those that wait there and those that are posted.</summary>
    public IReadOnlyList<ErpJournalLine> JournalLines => Look(() => journals.All);

    /// <summary>Debit less credit of each G/L account, as far as journals were posted.</summary>
    public IReadOnlyDictionary<string, decimal> Ledger => Look(() => state.LedgerEntries.Rows.GroupBy(entry => entry.Text("accountNumber")).ToDictionary(group => group.Key, group => group.Sum(entry => entry.Number("debitAmount") - entry.Number("creditAmount"))));

    /// <summary>Adds a general journal.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="balancingAccount">G/L account that each of its lines is balanced with; empty for a journal whose lines balance each other.</param>
    public void AddJournal(string code, string balancingAccount = "") => Look(() => journals.AddJournal(code, balancingAccount, time.GetUtcNow()));

    /// <summary>Deletes a general journal with its lines.</summary>
    public void DeleteJournal(string code) => Look(() =>
    {
        journals.Delete(state.Journals.Rows.First(row => row.Text("code") == code));
        return true;
    });

    /// <summary>Somebody deletes the lines of a document.</summary>
    public void DeleteJournalLines(string document) => Look(() => state.JournalLines.Values.Sum(set => set.Rows.RemoveAll(line => line.Text("documentNumber") == document)));

    /// <summary>Somebody writes another amount, or another account, into the line of a document that is on an account.</summary>
    /// <param name="document">Document number.</param>
    /// <param name="account">Number of the account.</param>
    /// <param name="amount">The amount from now on.</param>
    /// <param name="to">Number of the account from now on; null keeps it.</param>
    public void ChangeJournalLine(string document, string account, decimal amount, string? to = null) => Look(() =>
    {
        var line = state.JournalLines.Values.SelectMany(set => set.Rows).First(row => row.Text("documentNumber") == document && row.Text("accountNumber") == account);
        (line.Body["amount"], line.Body["accountNumber"]) = (amount, to ?? account);
        line.Touch(time.GetUtcNow());
        return true;
    });

    /// <summary>The back office posts the lines of a general journal, which leave it; returns how many.</summary>
    /// <exception cref="InvalidOperationException">A document does not balance; nothing was posted.</exception>
    public int PostJournal(string code) => Look(() => journals.Post(code, time.GetUtcNow()));
}
