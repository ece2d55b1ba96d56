using RetailConnect.Connectors.BusinessCentral.Api.Contracts;

namespace RetailConnect.Connectors.BusinessCentral.Payouts;

/// <summary>A payout as it stands in a general journal.</summary>
/// <param name="Number">Document number of all its lines, by which they are found again in the journal and in the ledger.</param>
/// <param name="Lines">The lines, which add up to nothing.</param>
internal sealed record PayoutDocument(string Number, IReadOnlyList<JournalLineBody> Lines);
