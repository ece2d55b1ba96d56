namespace RetailConnect;

/// <summary>A document's time in the ledger of sales and returns that the ERP does not know yet.</summary>
/// <param name="Entries">Entries.</param>
/// <param name="OpenedAt">When they were opened.</param>
/// <param name="ClosedAt">When the ERP had the document; null while it has not.</param>
public sealed record SavedBooking(long Entries, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt);
