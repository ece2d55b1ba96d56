namespace RetailConnect;

/// <summary>Sums channel sales that the ERP did not know at a time. Entries are written by <see cref="IStoreWriter"/> only.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IStockLedger
{
    /// <summary>Returns, for each place, the units on documents that were not closed before <paramref name="asOf"/>; a place without entries is left out.</summary>
    /// <remarks>An ERP read that began at <paramref name="asOf"/> contains every document closed before it, so nothing is missing from both.</remarks>
    ValueTask<IReadOnlyDictionary<(Sku Sku, string Location), Quantity>> SumUnpostedAsync(
        TenantId tenant, IReadOnlyCollection<(Sku Sku, string Location)> places, DateTimeOffset asOf, CancellationToken cancellationToken);
}
