namespace RetailConnect;

/// <summary>Units of one variant at one location that a channel sold (positive) or took back (negative) and that the ERP does not know yet.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sku">The variant.</param>
/// <param name="Location">Canonical location code.</param>
/// <param name="Document">Canonical id of the order or return, with its type; all of its entries are closed together.</param>
/// <param name="Line">Line of the document. A commit names all lines of a document: one that is open already takes the new content, and open ones that are not named count nothing any more. What is closed, or expires by itself, is left as it is.</param>
/// <param name="Units">Units.</param>
/// <param name="OpenedAt">When the document was accepted.</param>
public sealed record LedgerEntry(TenantId Tenant, Sku Sku, string Location, string Document, string Line, Quantity Units, DateTimeOffset OpenedAt)
{
    /// <summary>When the engine closes its document, because nobody else will: units that are held back until then. Null for documents that the ERP will know.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
