namespace RetailConnect.Sync.Catalog;

/// <summary>Stops a batch that would change the prices of too many products by too much: a decimal point that slipped, a currency that was mixed up, a price list that was taken for another.</summary>
internal sealed class RepricingBreaker(CatalogOptions options)
{
    private const int SmallBatch = 20;

    /// <summary>So many products tell what a batch does, however large it is.</summary>
    private const int MostLookedAt = 200;

    /// <summary>Fails the products that are there already, when what they are about to cost is too far from what they cost.</summary>
    public async ValueTask RunAsync(IReadOnlyList<Envelope<Product>> envelopes, ShownVariants shown, WriteResult?[] results, CancellationToken cancellationToken)
    {
        var known = Enumerable.Range(0, envelopes.Count).Where(index => results[index] is null && envelopes[index] is { TargetId: not null, Change.Value.Variants.Count: > 0 }).ToList();
        if (options.MostRepriced >= 1 || known.Count < SmallBatch)
        {
            return;
        }

        // One variant of a product, each time another one: a product in thirty sizes has one price, and is one product.
        var step = (known.Count + MostLookedAt - 1) / MostLookedAt;
        var looked = known.Where((_, place) => place % step == 0).Select((index, place) => envelopes[index].Value.Variants[place % envelopes[index].Value.Variants.Count]).ToList();
        var before = (await shown.FindAsync(looked.Select(variant => variant.Sku), cancellationToken)).ToLookup(seen => seen.Key, seen => seen.Fields.FirstOrDefault(field => field.Name == ObservedField.Price)?.AsMoney(), StringComparer.Ordinal);
        var compared = looked.Select(variant => (New: variant.Price.Amount, Old: before[variant.Sku.Value].FirstOrDefault())).Where(pair => pair.Old is { Amount: > 0m } old && old.Currency == pair.New.Currency).ToList();
        var far = compared.Count(pair => Math.Abs(pair.New.Amount - pair.Old!.Value.Amount) > pair.Old.Value.Amount * options.RepricedBy);
        if (compared.Count < SmallBatch || far <= compared.Count * options.MostRepriced)
        {
            return;
        }

        var fault = WriteResult.Failed(new(FaultKind.Rejected, $"The prices of {far} of {compared.Count} products that were looked at would change by more than {options.RepricedBy:P0} at once.") { Reason = Reasons.MassRepricing });
        known.ForEach(index => results[index] = fault);
    }
}
