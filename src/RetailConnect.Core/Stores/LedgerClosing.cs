namespace RetailConnect;

/// <summary>Says that the ERP knows a document from now on.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Document">The document, as in <see cref="LedgerEntry.Document"/>.</param>
/// <param name="ClosedAt">When the ERP had confirmed it.</param>
public sealed record LedgerClosing(TenantId Tenant, string Document, DateTimeOffset ClosedAt);
