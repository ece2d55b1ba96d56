namespace RetailConnect.Sync.Catalog;

/// <summary>Stops a batch that would change too many prices by too much: a decimal point that slipped, a currency that was mixed up, a price list that was taken for another.</summary>
internal sealed class RepricingBreaker(CatalogOptions options)
{
    private const int SmallBatch = 20;

    /// <summary>So many variants tell what a batch does, however large it is.</summary>
    private const int MostLookedAt = 200;

    /// <summary>Fails the products that are there already, when what they are about to cost is too far from what they cost.</summary>
    public async ValueTask RunAsync(IReadOnlyList<Envelope<Product>> envelopes, ShownVariants shown, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var known = Enumerable.Range(0, envelopes.Count).Where(index => results[index] is null && envelopes[index] is { TargetId: not null, Change.Value: not null }).ToList();
        var variants = known.SelectMany(index => envelopes[index].Value.Variants).ToList();
        if (options.MostRepriced >= 1 || variants.Count < SmallBatch)
        {
            return;
        }

        var step = (variants.Count + MostLookedAt - 1) / MostLookedAt;
        var looked = variants.Where((_, index) => index % step == 0).ToList();
        var before = (await shown.FindAsync(looked.Select(variant => variant.Sku), cancellationToken)).ToLookup(seen => seen.Key, seen => seen.Fields.FirstOrDefault(field => field.Name == ObservedField.Price)?.AsMoney(), StringComparer.Ordinal);
        var compared = looked.Select(variant => (New: variant.Price.Amount, Old: before[variant.Sku.Value].FirstOrDefault())).Where(pair => pair.Old is { Amount: > 0m } old && old.Currency == pair.New.Currency).ToList();
        var far = compared.Count(pair => Math.Abs(pair.New.Amount - pair.Old!.Value.Amount) > pair.Old.Value.Amount * options.RepricedBy);
        if (compared.Count < SmallBatch || far <= compared.Count * options.MostRepriced)
        {
            return;
        }

        var fault = WriteResult.Failed(new(FaultKind.Rejected, $"{far} of {compared.Count} prices that were looked at would change by more than {options.RepricedBy:P0} at once.") { Reason = Reasons.MassRepricing });
        known.ForEach(index => results[index] = fault);
    }
}
