namespace RetailConnect.Sandbox.BusinessCentral;

/// <summary>One payment of a customer, as the judge sees it.</summary>
/// <param name="Journal">Code of the journal that it was put into.</param>
/// <param name="Reference">External document number.</param>
/// <param name="Invoice">Number of the invoice that it is applied to.</param>
/// <param name="Amount">Amount in the journal: negative for what a customer pays.</param>
/// <param name="Posted">True once it is posted, and no longer in the journal.</param>
public sealed record ErpPayment(string Journal, string Reference, string Invoice, decimal Amount, bool Posted);
