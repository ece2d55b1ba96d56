namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>One line of a general journal, as the judge sees it.</summary>
/// <param name="Journal">Code of the journal that it was put into.</param>
/// <param name="Document">Document number.</param>
/// <param name="Reference">External document number.</param>
/// <param name="Account">Number of the account.</param>
/// <param name="Bank">True for a bank account, false for a G/L account.</param>
/// <param name="Amount">Amount: positive debits the account.</param>
/// <param name="Date">Posting date.</param>
/// <param name="Posted">True once it is posted, and no longer in the journal.</param>
public sealed record ErpJournalLine(string Journal, string Document, string Reference, string Account, bool Bank, decimal Amount, string Date, bool Posted);
