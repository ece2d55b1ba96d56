namespace RetailConnect.Sync.Catalog;

/// <summary>Writes products after looking at the target: which of the new ones are there already, and whether a batch would turn its prices upside down.</summary>
internal sealed class CatalogWriter(IBatchSink<Product> sink, ShownVariants shown, ProductMatch match, RepricingBreaker breaker) : IBatchSink<Product>
{
    public async ValueTask<IReadOnlyList<WriteResult>> WriteBatchAsync(IReadOnlyList<Envelope<Product>> envelopes, CancellationToken cancellationToken)
    {
        var results = new WriteResult?[envelopes.Count];
        var matched = await match.RunAsync(envelopes, shown, results, cancellationToken);
        await breaker.RunAsync(matched, shown, results, cancellationToken);
        var open = Enumerable.Range(0, matched.Count).Where(index => results[index] is null).ToList();
        if (open.Count > 0)
        {
            var written = await sink.WriteBatchAsync([.. open.Select(index => matched[index])], cancellationToken);
            for (var place = 0; place < open.Count; place++)
            {
                results[open[place]] = written[place];
            }
        }

        return results!;
    }
}
