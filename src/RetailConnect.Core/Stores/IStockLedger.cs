namespace RetailConnect;

/// <summary>Sums channel sales that the ERP did not know at a time. Entries are written by <see cref="IStoreWriter"/> only.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IStockLedger
{
    /// <summary>Returns, for each place, the units on documents that were not closed before <paramref name="asOf"/>; a place without entries is left out.</summary>
    /// <remarks>An ERP read that began at <paramref name="asOf"/> contains every document closed before it, so nothing is missing from both.</remarks>
    ValueTask<IReadOnlyDictionary<(Sku Sku, string Location), Quantity>> SumUnpostedAsync(
        TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf, CancellationToken cancellationToken);

    /// <summary>Returns open entries that expire at a time or before, soonest first.</summary>
    ValueTask<IReadOnlyList<LedgerEntry>> ListExpiringAsync(TenantId tenant, DateTimeOffset until, int most, CancellationToken cancellationToken);

    /// <summary>Returns the open entries of a document, by line.</summary>
    ValueTask<IReadOnlyList<LedgerEntry>> ListOpenAsync(TenantId tenant, string document, CancellationToken cancellationToken);

    /// <summary>Returns the newest moment at which a tenant's entry was closed or a checkpoint saved; null when there is none. A host goes on from it, so that its moments are later than those of the host before.</summary>
    ValueTask<DateTimeOffset?> FindNewestAsync(TenantId tenant, CancellationToken cancellationToken);
}
